"""The page in Chinese says what works."""

import re
import shlex
from pathlib import Path

import pytest

from arxiv_sim import ArxivSim
from support.tests_kit import Run

PAGE = Path(__file__).parents[2] / "docs" / "zh-CN.md"


def test_the_five_commands_work_in_chinese(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One after the other on the first list, each ends well and says so in Chinese."""
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text("utf-8")
    block = re.search(r"<!-- five commands -->\n```sh\n(.*?)```", text, re.DOTALL)
    assert block
    told = ""
    with ArxivSim(synthetic=5) as arxiv:
        monkeypatch.setenv("READLIST_ARXIV_API", f"{arxiv.base}/api/query")
        monkeypatch.setenv("READLIST_ARXIV_INTERVAL", "0")
        for line in block[1].splitlines():
            words = shlex.split(line, comments=True)
            done = run(*words[1:], env={"LANG": "zh_CN.UTF-8"})
            assert done.code == 0, words
            told += done.err
    assert "已读：" in told
    assert "八个专家中选两个" in told
    assert "已写入 reading-list.md" in told
