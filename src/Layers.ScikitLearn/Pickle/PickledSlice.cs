namespace Layers.ScikitLearn;

/// <summary>Python's <c>slice</c>: integers or, for the columns of a table, their names; <see langword="null"/> where the slice leaves one
/// out.</summary>
internal sealed record PickledSlice(object? Start, object? Stop, object? Step);
