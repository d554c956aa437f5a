"""The TRS Assistant: cited, verified answers about treatment-resistant schizophrenia. Importing it loads no model."""

__version__ = "0.1.0"
