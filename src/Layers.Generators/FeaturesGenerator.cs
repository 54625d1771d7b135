using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layers.Generators;

/// <summary>A source generator that implements <c>Layers.IFeatures</c> for types with <c>[Features]</c>. Their public properties become the
/// columns of records.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class FeaturesGenerator : IIncrementalGenerator
{
    /// <summary>Registers the generator's input and output.</summary>
    /// <param name="context">The context of the compiler.</param>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var types = context.SyntaxProvider.ForAttributeWithMetadataName(
            Names.FeaturesAttribute,
            static (node, _) => node is TypeDeclarationSyntax,
            static (found, cancellation) =>
                new FeatureTypeReader((INamedTypeSymbol)found.TargetSymbol, (TypeDeclarationSyntax)found.TargetNode, cancellation).Read())
                .WithTrackingName("Types");
        context.RegisterSourceOutput(types, static (output, type) =>
        {
            foreach (var fault in type.Faults) output.ReportDiagnostic(fault.ToDiagnostic());
            if (type.Faults.All(fault => fault.Rule.DefaultSeverity != DiagnosticSeverity.Error))
                output.AddSource(type.HintName, FeatureSource.Of(type));
        });
    }
}
