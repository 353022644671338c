"""HTTP and SMTP: deadlines, pacing, and which addresses may be asked."""
