using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Layers.Generators;

/// <summary>A fault of a type, without references to the compilation that it was found in.</summary>
internal sealed record Fault(DiagnosticDescriptor Rule, string Path, TextSpan Span, LinePositionSpan Lines, EquatableList<string> Arguments)
{
    public static Fault At(Location? location, DiagnosticDescriptor rule, params string[] arguments) =>
        new(rule, location?.SourceTree?.FilePath ?? "", location?.SourceSpan ?? default, location?.GetLineSpan().Span ?? default,
            new(arguments));

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Rule, Path == "" ? Location.None : Location.Create(Path, Span, Lines), [.. Arguments]);
}
