using Microsoft.CodeAnalysis;

namespace Layers.Generators;

/// <summary>The diagnostics of the generator and the analyzer.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor NotPartial = Rule(
        "LAYERS001",
        "A type with [Features] must be partial",
        "{0} is not partial, so the columns of {1} cannot be added to it. Write 'partial' before '{2}'.",
        "The source generator adds an implementation of Layers.IFeatures to a type with [Features]. This requires that the type, and " +
        "each type around it, is declared partial.");

    public static readonly DiagnosticDescriptor NoProperty = Rule(
        "LAYERS002",
        "A type with [Features] must have a readable property",
        "{0} has no column: a column is a readable public property. Add one, or make one public.",
        "The columns of a record are its readable public properties, except those with [Feature(Ignore = true)]. The type has none.");

    public static readonly DiagnosticDescriptor NoFeature = Rule(
        "LAYERS003",
        "A property must be of a type that a column can have",
        "{0}.{1} is of type {2}, which a column cannot have. Convert it to a text, a number, a Boolean or a date, or leave it out with " +
        "[Feature(Ignore = true)].",
        "The types of columns are string, bool, the integer and floating-point types, decimal, DateTime, DateTimeOffset, DateOnly and " +
        "enums, each also nullable.");

    public static readonly DiagnosticDescriptor SameName = Rule(
        "LAYERS004",
        "Columns must have different names",
        "{0}.{1} and {0}.{2} are both the column '{3}'. Rename one with [Feature(\"…\")], or leave it out with [Feature(Ignore = true)].",
        "The values of a record are matched to a model by the names of its columns, so two columns cannot have the same name.");

    public static readonly DiagnosticDescriptor CannotBeRecord = Rule(
        "LAYERS005",
        "A type with [Features] must be able to be a record",
        "{0} is {1}, so it cannot be a record of a model. Make it {2}.",
        "Records of a model are classes, structs, records and record structs that implement Layers.IFeatures. A static class, a ref " +
        "struct and a file-local type cannot be one.");

    public static readonly DiagnosticDescriptor NotRead = Rule(
        "LAYERS006",
        "[Feature] must be on a column",
        "[Feature] on '{0}' has no effect: a column is a readable public property of a type with [Features]",
        "The attribute is for a column, and this is not a column: it is not public, is static, cannot be read, or is a parameter without " +
        "a property.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor AddFeatures = Rule(
        "LAYERS007",
        "A record must be of a type with [Features]",
        "{0} is not a record of a model. Add [Features] to {0}{1}, so that its properties become columns.",
        "A model predicts from records whose type defines the columns: a type with [Features], or a type that implements " +
        "Layers.IFeatures by hand.");

    private static DiagnosticDescriptor Rule(string id, string title, string message, string description,
        DiagnosticSeverity severity = DiagnosticSeverity.Error) =>
        new(id, title, message, "Layers", severity, isEnabledByDefault: true, description);
}
