"""Ordinary works with DOIs of many shapes, gaps and disagreements."""

from __future__ import annotations

import random

from scholar_sim.works import Author, Work

_A = "adaptive sparse robust causal hierarchical variational equivariant federated stochastic spectral contrastive neural".split()
_N = "transformers graphs manifolds kernels policies embeddings lattices operators bandits membranes catalysts glaciers".split()
_T = "protein folding|speech recognition|error correction|anomaly detection|turbulence|program synthesis|medical imaging|soil carbon|voter turnout|crystal growth".split(
    "|"
)
_G = "Ada Bilal Chiara Dmitri Elif Fatima Gustav Hye-jin José Kwame Léa Minh Noor Priya Søren Tomáš Wen Yuki Zofia".split()
_F = "Almeida Berger Çelik Dvořák Eriksson Fernández Ivanov Jørgensen Kowalski Müller Nguyen O'Brien Petrović Rossi Šimić Tanaka van-der-Berg Wójcik Zhang".split()


def synthetic_works(n: int, seed: int = 0) -> list[Work]:
    """n ordinary works with DOIs of many shapes, light markup, gaps and disagreements; the right values are in .expect."""
    rnd, out = random.Random(f"scholar:{seed}"), []
    for i in range(n):
        adj, noun, task = rnd.choice(_A), rnd.choice(_N), rnd.choice(_T)
        plain = f"{adj.title()} {noun} for {task} {i}"
        title = rnd.choice(
            [
                plain,
                plain,
                f"{adj.title()} <i>{noun}</i> for {task} {i}",
                f"{adj.title()} {noun}  for\n {task} {i}",
                f"<b>{adj.title()}</b> {noun} for {task} {i}",
            ]
        )
        authors: list[Author] = [(rnd.choice(_G), rnd.choice(_F)) for _ in range(rnd.randint(1, 6))]
        if rnd.random() < 0.1:
            authors.append(f"{task.title()} Consortium")
        doi = rnd.choice(
            [
                f"10.5555/syn.{i}",
                f"10.5555/SYN-{i}.A",
                f"10.1016/S{i:04d}-6736({i % 90 + 10:02d}){i:05d}-X",
                f"10.1002/1097-0142(2001){i}:2<{i}::AID-SYN{i}>3.0.CO;2-{i % 10}",
                f"10.5555/syn/{i}/part/{i % 7}",
            ]
        )
        date = [rnd.randint(1985, 2026), rnd.randint(1, 12), rnd.randint(1, 28)]
        w = Work(
            key=f"syn-{i}",
            doi=doi,
            title=title,
            plain=plain,
            authors=authors,
            date=date,
            venue=rnd.choice(
                ["Journal of Simulated Results", "Simulations & Society", "Annals of Pretence"]
            ),
            type=rnd.choice(["journal-article"] * 4 + ["proceedings-article", "book-chapter"]),
            abstract=f"<jats:p>We study {noun} for {task}.</jats:p>",
            pdf=rnd.choice(["good"] * 5 + ["xmp", "none", "wrong"]),
            oa=rnd.random() < 0.7,
            absent={s for s in ("openalex", "s2", "unpaywall") if rnd.random() < 0.12},
            refs=[x.doi for x in rnd.sample(out, min(len(out), 4))],
        )
        if rnd.random() < 0.15:
            w.ra, w.type, w.publisher, w.doi = (
                "DataCite",
                "dataset",
                "Zenodo",
                f"10.5281/zenodo.{900000 + i}",
            )
            w.expect.update(doi=w.doi, venue="Zenodo", kind="dataset")
            w.venue = ""
        elif rnd.random() < 0.2:
            w.arxiv = f"{date[0] % 100:02d}{date[1]:02d}.{90000 + i}" if date[0] >= 2008 else ""
        elif rnd.random() < 0.2:
            w.pmid, w.pmcid = f"38{i:06d}", f"PMC88{i:05d}"
        w.expect["pdf"] = (
            {"good": "accept", "xmp": "accept", "wrong": "reject", "none": "absent"}[w.pdf]
            if w.oa
            else "absent"
        )
        out.append(w)
    return out
