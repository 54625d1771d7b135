using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layers.Generators;

/// <summary>An analyzer that reports a missing <c>[Features]</c> if <c>model.Predict(record)</c> or <c>Table.Of(records)</c> does not
/// compile because of it. The compiler's own message is about tensors.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingFeaturesAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.AddFeatures];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(Names.IFeatures) is not { } features) return;
            start.RegisterSyntaxNodeAction(call => Analyze(call, features), SyntaxKind.InvocationExpression);
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext call, INamedTypeSymbol features)
    {
        var invocation = (InvocationExpressionSyntax)call.Node;
        if (invocation is not
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Predict" or "Of" } access,
                ArgumentList.Arguments: { Count: > 0 } arguments
            }) return;
        var model = call.SemanticModel;
        // A call that compiles is right, or it calls another method of this name.
        if (IsValidCall(model.GetSymbolInfo(invocation, call.CancellationToken).Symbol, features)) return;
        if (!TakesRecords(model, access, call.CancellationToken)) return;
        if (RecordOf(model.GetTypeInfo(arguments[0].Expression, call.CancellationToken).Type) is not { } record || Has(record, features))
            return;
        var partial =
            record.DeclaringSyntaxReferences.Select(reference =>
            reference.GetSyntax(call.CancellationToken)).OfType<TypeDeclarationSyntax>()
            .Any(part => part.Modifiers.Any(SyntaxKind.PartialKeyword));
        var name = record.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        call.ReportDiagnostic(Diagnostic.Create(Rules.AddFeatures, arguments[0].GetLocation(), name,
            partial ? "" : " and make it partial"));
    }

    // The compiler binds a call even if its type argument violates a constraint.
    private static bool IsValidCall(ISymbol? symbol, INamedTypeSymbol features)
    {
        if (symbol is not IMethodSymbol method) return symbol is not null;
        for (var i = 0; i < method.TypeArguments.Length; i++)
        {
            var isOfRecords = method.TypeParameters[i].ConstraintTypes.Contains(features, SymbolEqualityComparer.Default);
            if (isOfRecords && method.TypeArguments[i] is INamedTypeSymbol argument && !Has(argument, features)) return false;
        }
        return true;
    }

    private static bool TakesRecords(SemanticModel model, MemberAccessExpressionSyntax access, CancellationToken cancellation)
    {
        if (access.Name.Identifier.ValueText == "Of")
            return model.GetSymbolInfo(access.Expression, cancellation).Symbol is INamedTypeSymbol table
                && table.ToDisplayString() == Names.Table;
        for (var receiver = model.GetTypeInfo(access.Expression, cancellation).Type; receiver is not null; receiver = receiver.BaseType)
            if (receiver.ToDisplayString() == Names.Model) return true;
        return false;
    }

    // The type of the record, or of the records in a list. It must be a type in source, so that the user can add an attribute.
    private static INamedTypeSymbol? RecordOf(ITypeSymbol? value)
    {
        if (value is IArrayTypeSymbol { Rank: 1 } array) return OwnType(array.ElementType);
        if (value is not INamedTypeSymbol named) return null;
        var list = named.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            ? named
            : named.AllInterfaces.FirstOrDefault(one =>
                one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);
        return OwnType(list is null ? named : list.TypeArguments[0]);
    }

    private static INamedTypeSymbol? OwnType(ITypeSymbol type) =>
        type is INamedTypeSymbol
        {
            TypeKind: TypeKind.Class or TypeKind.Struct, IsAnonymousType: false, IsTupleType: false,
            DeclaringSyntaxReferences.IsEmpty: false
        } own ? own : null;

    private static bool Has(INamedTypeSymbol type, INamedTypeSymbol features) =>
        type.AllInterfaces.Contains(features, SymbolEqualityComparer.Default) ||
        // If the type has another fault, the generator reports it.
        type.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == Names.FeaturesAttribute);
}
