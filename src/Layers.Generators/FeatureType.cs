namespace Layers.Generators;

/// <summary>A type with <c>[Features]</c>, apart from the compilation that it was read from.</summary>
/// <param name="Namespace">Empty for the global one.</param>
/// <param name="Declarations">How it and the types around it are declared, from the outermost: <c>record Penguin</c>.</param>
/// <param name="HintName">The name of the file that is generated.</param>
/// <param name="Columns">Those of its base types first.</param>
/// <param name="Faults">Nothing is generated where one is an error.</param>
internal sealed record FeatureType(string Namespace, EquatableList<string> Declarations, string HintName, EquatableList<FeatureColumn> Columns, EquatableList<Fault> Faults);
