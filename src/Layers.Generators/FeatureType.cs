namespace Layers.Generators;

/// <summary>A type with <c>[Features]</c>, without references to the compilation that it was read from.</summary>
/// <param name="Namespace">The namespace; empty for the global namespace.</param>
/// <param name="Declarations">The declarations of the types around it and of the type itself, from the outermost: <c>record
/// Penguin</c>.</param>
/// <param name="HintName">The name of the generated file.</param>
/// <param name="Columns">The columns, those of the base types first.</param>
/// <param name="Faults">The faults. If one is an error, nothing is generated.</param>
internal sealed record FeatureType(string Namespace, EquatableList<string> Declarations, string HintName,
    EquatableList<FeatureColumn> Columns, EquatableList<Fault> Faults);
