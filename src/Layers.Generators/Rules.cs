using Microsoft.CodeAnalysis;

namespace Layers.Generators;

/// <summary>What the generator and the analyzer say.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor NotPartial = Rule(
        "LAYERS001",
        "A type with [Features] is partial",
        "{0} is not partial, so that the columns of {1} cannot be added to it. Write 'partial' before '{2}'.",
        "The source generator adds an implementation of Layers.IFeatures to a type with [Features]. It can do so only where the type, and each type around it, is declared partial.");

    public static readonly DiagnosticDescriptor NoProperty = Rule(
        "LAYERS002",
        "A type with [Features] has a property to read",
        "{0} has no column: a column is a public property that can be read. Add one, or make one public.",
        "The columns of a record are the public properties that can be read and are not left out with [Feature(Ignore = true)]. There is none.");

    public static readonly DiagnosticDescriptor NoFeature = Rule(
        "LAYERS003",
        "A property is of a type that goes into a model",
        "{0}.{1} is of type {2}, which does not go into a model. Convert it to a text, a number, a truth value or a date, or leave it out with [Feature(Ignore = true)].",
        "Columns are of string, bool, the integer and floating-point types, decimal, DateTime, DateTimeOffset, DateOnly and enums, each also nullable.");

    public static readonly DiagnosticDescriptor SameName = Rule(
        "LAYERS004",
        "Columns differ in their names",
        "{0}.{1} and {0}.{2} are both the column '{3}'. Give one another name with [Feature(\"…\")], or leave it out with [Feature(Ignore = true)].",
        "The values of a record go into a model by the names of its columns, so that two columns cannot have one name.");

    public static readonly DiagnosticDescriptor CannotBeRecord = Rule(
        "LAYERS005",
        "A type with [Features] is one that records can be of",
        "{0} is {1}, and no record can be of it. Make it {2}.",
        "Records are of classes, structs, records and record structs that implement Layers.IFeatures. A static class, a ref struct and a type that only its own file sees cannot.");

    public static readonly DiagnosticDescriptor NotRead = Rule(
        "LAYERS006",
        "[Feature] stands where it is read",
        "[Feature] of '{0}' has no effect: a column is a public property that can be read, of a type with [Features]",
        "The attribute says something about a column, and this is none: it is not public, static, cannot be read, or is a parameter without a property.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor AddFeatures = Rule(
        "LAYERS007",
        "A record is of a type with [Features]",
        "{0} is no record of a model. Add [Features] to {0}{1}, so that its properties become columns.",
        "A model predicts from records whose type says what its columns are: one with [Features], or one that implements Layers.IFeatures by hand.");

    private static DiagnosticDescriptor Rule(string id, string title, string message, string description, DiagnosticSeverity severity = DiagnosticSeverity.Error) =>
        new(id, title, message, "Layers", severity, isEnabledByDefault: true, description);
}
