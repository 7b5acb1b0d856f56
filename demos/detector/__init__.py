"""The detector lab as pupils see it: pictures, maps and recorded answers, each at its address. It measures nothing."""
