"""Reads what browser.py answered about a lesson's page and says what is wrong: lesson_page.py ANSWERS"""
import json
import sys

names = ["waited", "questions", "frames", "cover", "hidden", "wrong", "told_wrong", "drawn", "right", "told_right", "revealed", "uncovered", "cells", "cells_right",
         "number", "given_up", "score", "again", "focus", "space", "enter", "keyboard", "live", "faults"]
answers = dict(zip(names, (json.loads(line) for line in open(sys.argv[1], encoding="utf-8") if line.strip())))
wanted = {
    "questions": 13,
    "hidden": True,
    "cover": True,
    "wrong": "wrong",
    "drawn": True,
    "right": "right",
    "revealed": True,
    "uncovered": True,
    "cells": "wrong",
    "cells_right": "right",
    "number": "right",
    "given_up": "wrong",
    "again": True,
    "keyboard": True,
    "live": "polite",
    "faults": [],
}
wrong = {name: (answers.get(name), value) for name, value in wanted.items() if answers.get(name) != value}
if answers.get("frames", 0) < 4:
    wrong["frames"] = answers.get("frames")
if not answers.get("told_right") or not answers.get("told_wrong"):
    wrong["told"] = answers
if "answered" not in str(answers.get("score")):
    wrong["score"] = answers.get("score")
for name, what in wrong.items():
    print("FAIL:", name, what)
sys.exit(1 if wrong else 0)
