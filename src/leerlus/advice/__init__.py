"""Advice that fits the person (note 3.4 and appendix 1: tailoring). The pipeline is pure; models and pages are not.

May import scans, release, access, organisations, content, charts and the pure core.
"""
