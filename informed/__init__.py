"""The informed-consent explainer: the product, from the pure core to the command line.

Read in the order of the patient's journey: content, walkthrough, plan, factors, events, record, signature, review,
ports, document, service, adapters, bootstrap, web, ui, cli.
"""
