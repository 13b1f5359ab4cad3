"""The one door to more than one person's answers: closed rounds and published facts (reliability document 4).

Team figures exist only as facts of a closed round, after consent of the works council and of each contributor. May
import access and organisations; apps that hold answers register what can be read (`register_fact`).
"""
