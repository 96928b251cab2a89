"""`python -m ingest add|list|show|remove|rebuild|check|diff|bank`: the corpus and the index from the command line."""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from pydantic import ValidationError

from ingest import commands
from ingest.errors import IngestError
from ingest.settings import PREFIX, IngestSettings

__all__ = ["main"]

_ENGLISH = (
    (r"the following arguments are required: (.*)", r"缺少 \1"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"\1 不能是 \2，只能是 \3"),
    (r"argument (.*?): expected .*", r"\1 后面缺少内容"),
    (r"argument (.*?): invalid .*? value: (.*)", r"\1 不能是 \2"),
    (r"argument (.*?): (.*)", r"\1：\2"),
)


class _Parser(argparse.ArgumentParser):
    """Argparse that speaks Chinese."""

    def error(self, message: str) -> NoReturn:
        for english, chinese in _ENGLISH:
            if re.fullmatch(english, message):
                message = re.sub(english, chinese, message)
                break
        self.exit(2, f"命令写得不对：{message}。用法见 {self.prog} --help。\n")

    def format_help(self) -> str:
        text = super().format_help()
        for english, chinese in (("usage:", "用法："), ("positional arguments:", "参数："), ("options:", "选项：")):
            text = text.replace(english, chinese)
        return text.replace("show this help message and exit", "显示这份说明")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m ingest", description="添加、查看、移除政策文件，建立和检查索引。")
    sub = parser.add_subparsers(dest="command", required=True, metavar="命令", parser_class=_Parser)

    add = sub.add_parser("add", help="添加文件，或文件夹里的全部文件")
    add.add_argument("paths", nargs="+", type=Path, metavar="文件或文件夹")
    add.add_argument("--id", default="", help="编号（小写字母、数字、连字符），只用于单个文件")
    add.add_argument("--title", default="", help="标题，只用于单个文件")
    add.add_argument("--number", default="", help="文号，只用于单个文件")
    add.add_argument("--issuer", default="", help="发文机关")
    add.add_argument("--region", default="", help="地区，如 国家、某某省、某某市")
    add.add_argument("--level", default="", choices=["国家", "省", "市", "区县"], help="层级")
    add.add_argument("--source", default="", choices=["original", "digest"], help="原文或摘编")
    add.add_argument("--effective-until", default="", metavar="YYYY-MM-DD", help="有效期至")
    add.add_argument("--repealed-by", default="", help="被哪份文件废止（编号或文号）")
    add.add_argument("--short-name", action="append", default=[], dest="short_names", help="简称，可给多个")
    add.add_argument("--note", action="append", default=[], dest="notes", help="备注，可给多条")
    add.set_defaults(run=commands.add)

    listing = sub.add_parser("list", help="列出索引中的文件")
    listing.set_defaults(run=commands.list_documents)

    show = sub.add_parser("show", help="显示一份文件的提要和条目，或一条的全文")
    show.add_argument("id", metavar="编号")
    show.set_defaults(run=commands.show)

    remove = sub.add_parser("remove", help="移除自行添加的一份文件")
    remove.add_argument("id", metavar="编号")
    remove.set_defaults(run=commands.remove)

    sub.add_parser("rebuild", help="从全部文件重建索引").set_defaults(run=commands.rebuild)
    sub.add_parser("check", help="检查索引是否完好").set_defaults(run=commands.check)
    sub.add_parser("diff", help="现在的文件与当前索引有哪些不同").set_defaults(run=commands.diff)

    bank = sub.add_parser("bank", help="问题库")
    actions = bank.add_subparsers(dest="action", required=True, metavar="操作", parser_class=_Parser)
    importing = actions.add_parser("import", help="从草稿（JSON Lines）导入问法")
    importing.add_argument("paths", nargs="+", type=Path, metavar="草稿")
    importing.add_argument("--into", type=Path, help="写入的文件夹；默认为数据文件夹下的 corpus/questions")
    importing.add_argument("--report", type=Path, help="把未归入和存疑的各项写入这个文件")
    importing.set_defaults(run=commands.bank_import)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 refused or failed, 2 wrongly called, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options, IngestSettings()))
    except IngestError as error:
        print(f"错误：{error}", file=sys.stderr)
    except ValidationError as error:
        first = error.errors()[0]
        place = "".join(f"{PREFIX}{str(step).upper()}：" for step in first["loc"][:1])
        print(f"设置有误：{place}{first['msg'].removeprefix('Value error, ')}", file=sys.stderr)
    except BrokenPipeError:
        # The reader of our output has gone (`… | head`); keep the interpreter from complaining at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"错误：{error.filename or ''} {error.strerror or error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("已中断；原有索引未变。", file=sys.stderr)
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main())
