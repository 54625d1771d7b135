using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layers.Generators;

/// <summary>Implements <c>Layers.IFeatures</c> for types with <c>[Features]</c>: their public properties are the columns of
/// records.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class FeaturesGenerator : IIncrementalGenerator
{
    /// <summary>Says what is generated from what.</summary>
    /// <param name="context">The compiler's.</param>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var types = context.SyntaxProvider.ForAttributeWithMetadataName(
            Names.FeaturesAttribute,
            static (node, _) => node is TypeDeclarationSyntax,
            static (found, cancellation) => new FeatureTypeReader((INamedTypeSymbol)found.TargetSymbol, (TypeDeclarationSyntax)found.TargetNode, cancellation).Read()).WithTrackingName("Types");
        context.RegisterSourceOutput(types, static (output, type) =>
        {
            foreach (var fault in type.Faults) output.ReportDiagnostic(fault.ToDiagnostic());
            if (type.Faults.All(fault => fault.Rule.DefaultSeverity != DiagnosticSeverity.Error)) output.AddSource(type.HintName, FeatureSource.Of(type));
        });
    }
}
