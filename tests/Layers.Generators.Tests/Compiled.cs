using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layers.Generators.Tests;

/// <summary>A source text, compiled with the generator and the analyzer.</summary>
internal sealed class Compiled
{
    private static readonly MetadataReference[] s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly CSharpCompilationOptions s_options = new(OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable);

    private Compiled(GeneratorDriverRunResult run, Compilation compilation, ImmutableArray<Diagnostic> analyzed)
    {
        Sources = [.. run.Results.Single().GeneratedSources.Select(source => source.SourceText.ToString())];
        Files = [.. run.Results.Single().GeneratedSources.Select(source => source.HintName)];
        Diagnostics = [.. run.Diagnostics.Concat(analyzed).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
        Errors = [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error)];
    }

    /// <summary>The generated source texts.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>The names of the generated files.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The diagnostics of the generator and the analyzer, in the order of the source.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>The compiler's errors in the source and in the generated code.</summary>
    public IReadOnlyList<Diagnostic> Errors { get; }

    public static async Task<Compiled> Of(string source)
    {
        var compilation = Compilation(source);
        var run = Driver().RunGeneratorsAndUpdateCompilation(compilation, out var updated, out _).GetRunResult();
        if (run.Results.Single().Exception is { } fault) throw fault;
        var analyzed = await updated.WithAnalyzers([new MissingFeaturesAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return new(run, updated, analyzed);
    }

    /// <summary>Returns why the generator read the types again in a second compilation.</summary>
    public static IReadOnlyList<IncrementalStepRunReason> Reasons(string source, string then)
    {
        var driver = Driver().RunGenerators(Compilation(source)).RunGenerators(Compilation(then));
        return [.. driver.GetRunResult().Results.Single().TrackedSteps["Types"].SelectMany(step => step.Outputs)
            .Select(output => output.Reason)];
    }

    private static CSharpGeneratorDriver Driver() =>
        CSharpGeneratorDriver.Create([new FeaturesGenerator().AsSourceGenerator()],
            driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static CSharpCompilation Compilation(string source) =>
        CSharpCompilation.Create("Stranger",
            [CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using Layers;"),
            CSharpSyntaxTree.ParseText(source, path: "Stranger.cs")], s_references, s_options);
}
