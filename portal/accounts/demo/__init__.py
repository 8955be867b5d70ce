"""The demonstration contract's people: named personas, and as many colleagues as the scale asks for."""

from portal.accounts.demo.cast import PERSONAS, Persona
from portal.accounts.demo.loading import load_people

__all__ = ["PERSONAS", "Persona", "load_people"]
