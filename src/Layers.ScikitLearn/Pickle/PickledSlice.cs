namespace Layers.ScikitLearn;

/// <summary>Python's <c>slice</c>. Its bounds are integers, or names of columns of a table; <see langword="null"/> for none.</summary>
internal sealed record PickledSlice(object? Start, object? Stop, object? Step);
