"""The window: the line in 3D, played back beside its figures. The only place that knows Qt."""
