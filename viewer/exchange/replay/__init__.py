"""The replay of a run as one HTML file that opens in any browser, without a server and without a network."""
