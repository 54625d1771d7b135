using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Layers.Generators.Tests;

/// <summary>The diagnostics of the generator and the analyzer, and their places.</summary>
public sealed class DiagnosticTests
{
    [TestCase("[Features] public record [|T|](int A);", "LAYERS001", "T is not partial, so the columns of T cannot be added to it. Write " +
        "'partial' before 'record'.")]
    [TestCase("public class [|Outer|] { [Features] public partial struct T { public int A { get; set; } } }", "LAYERS001",
        "Outer is not partial, so the columns of T cannot be added to it. Write 'partial' before 'class'.")]
    [TestCase("[Features] public partial class [|T|] { private int A { get; set; } public int B; public int C { set { } } }", "LAYERS002",
        "T has no column: a column is a readable public property. Add one, or make one public.")]
    [TestCase("[Features] public partial record [|T|]([Feature(Ignore = true)] int A);", "LAYERS002", "T has no column: *")]
    [TestCase("[Features] public partial record T(string A, Uri [|B|]);", "LAYERS003", "T.B is of type Uri, which a column cannot have. " +
        "Convert it to a text, a number, a Boolean or a date, or leave it out with [[]Feature(Ignore = true)].")]
    [TestCase("[Features] public partial record T(float[] [|A|]);", "LAYERS003", "T.A is of type float[[]], which *")]
    [TestCase("[Features] public partial record T(char? [|A|]);", "LAYERS003", "T.A is of type char?, which *")]
    [TestCase("[Features] public partial record T<K>(K [|A|], int B);", "LAYERS003", "T<K>.A is of type K, which *")]
    [TestCase("public class Base { public object A { get; set; } = 1; } [Features] public partial class [|T|] : Base { public int B { " +
        "get; set; } }", "LAYERS003", "T.A is of type object, which *")]
    [TestCase("[Features] public partial record T(string A, [Feature(\"A\")] string [|B|]);", "LAYERS004",
        "T.A and T.B are both the column 'A'. Rename one with [[]Feature(\"…\")], or leave it out with [[]Feature(Ignore = true)].")]
    [TestCase("[Features] public static partial class [|T|] { }", "LAYERS005",
        "T is static, so it cannot be a record of a model. Make it a class that has instances.")]
    [TestCase("[Features] public ref partial struct [|T|] { public int A { get; set; } }", "LAYERS005",
        "T is a ref struct, so it cannot be a record of a model. Make it a struct.")]
    [TestCase("[Features] file partial record [|T|](int A);", "LAYERS005", "T is visible only in its own file, *")]
    [TestCase("[Features] public partial class T { public int A { get; set; } [[|Feature(\"b\")|]] private int B { get; set; } }",
        "LAYERS006", "[[]Feature] on 'B' has no effect: *")]
    [TestCase("[Features] public partial class T([[|Feature(\"b\")|]] int b) { public int A { get; set; } = b; }", "LAYERS006",
        "[[]Feature] on 'b' has no effect: *")]
    [TestCase("public record T(int A); class C { Prediction P(Model m) => m.Predict([|new T(1)|]); }", "LAYERS007",
        "T is not a record of a model. Add [[]Features] to T and make it partial, so that its properties become columns.")]
    [TestCase("public partial struct T { public int A { get; set; } } class C { object P(Sequential m) => m.Predict([|new T()|], new " +
        "PredictOptions()); }", "LAYERS007", "T is not a record of a model. Add [[]Features] to T, so *")]
    [TestCase("public record T(int A); class C { object P(Model m, List<T> all) => m.Predict([|all|]); }", "LAYERS007",
        "T is not a record of a model. *")]
    [TestCase("public record T(int A); class C { object P(Model m, T[] all) => m.Predict([|all|]); }", "LAYERS007",
        "T is not a record of a model. *")]
    [TestCase("public record T(int A); class C { object P(IEnumerable<T> all) => Table.Of([|all|]); }", "LAYERS007",
        "T is not a record of a model. *")]
    public async Task AFault_IsReportedAtItsPlace(string marked, string id, string message)
    {
        var source = marked.Replace("[|", "").Replace("|]", "");
        var made = await Compiled.Of(source);
        var said = made.Diagnostics.Single();
        var text = said.GetMessage(CultureInfo.InvariantCulture);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(said.Id, Is.EqualTo(id));
            Assert.That(text, Does.Match("^" + Regex.Escape(message.Replace("[[]", "[")).Replace("\\*", ".*") + "$"));
            Assert.That(said.Location.GetLineSpan().Path, Is.EqualTo("Stranger.cs"));
            Assert.That(said.Location.SourceSpan.Start, Is.EqualTo(marked.IndexOf("[|", StringComparison.Ordinal)));
            Assert.That(said.Location.SourceSpan.Length,
                Is.EqualTo(marked.IndexOf("|]", StringComparison.Ordinal) - marked.IndexOf("[|", StringComparison.Ordinal) - 2));
            Assert.That(made.Sources, Has.Count.EqualTo(said.Severity == DiagnosticSeverity.Warning ? 1 : 0));
            if (id == "LAYERS007")
                Assert.That(made.Errors.Where(error => error.Location.SourceTree?.FilePath == "Stranger.cs"), Is.Not.Empty,
                    "the compiler refuses the call as well");
        }
    }

    [TestCase("[Features] public partial record T(int A); class C { object P(Model m) => m.Predict(new T(1)); }")]
    [TestCase("[Features] public partial record T(int A); record U(int A, int B) : T(A); class C { object P(Model m, List<U> all) => " +
        "m.Predict(all); }")]
    [TestCase("class C { object P(Model m, float[,] x) => m.Predict(x); object P(Model m, int[,] x) => m.Predict(x); object P(Model m, " +
        "float[][] x) => m.Predict(x); }")]
    [TestCase("class C { object P(Model m, Dictionary<string, object?> x) => m.Predict(x); object P(Model m, RowSource x) => " +
        "m.Predict(x); }")]
    [TestCase("record T(int A); class Other { public int Predict(T x) => 1; } class C { object P(Other m) => m.Predict(new T(1)); }")]
    [TestCase("class T : IFeatures { public IReadOnlyList<string> Columns => []; public void Write(ref FeatureWriter row) { } " +
        "} class C { object P(Model m) => m.Predict(new T()); object Q(T[] t) => Table.Of(t); }")]
    public async Task ValidCode_HasNoDiagnostic(string source)
    {
        var made = await Compiled.Of(source);
        Assert.That(made.Errors, Is.Empty);
        Assert.That(made.Diagnostics, Is.Empty);
    }

    [TestCase("class C { object P(Model m) => m.Predict(new { A = 1 }); }")]
    [TestCase("class C { object P(Model m) => m.Predict(\"a\"); object Q(Model m) => m.Predict(new Uri(\"a:b\")); object R(Model m) => " +
        "m.Predict((1, 2)); object S(Model m) => m.Predict(); }")]
    public async Task AnInvalidAttributeTarget_IsReportedByTheCompilerOnly(string source)
    {
        var made = await Compiled.Of(source);
        Assert.That(made.Errors, Is.Not.Empty);
        Assert.That(made.Diagnostics, Is.Empty);
    }

    [Test]
    public async Task AllFaultsOfAType_AreReportedAtOnce()
    {
        var made = await Compiled.Of("[Features] public record T(Uri A, string B, [Feature(\"B\")] int C);");
        Assert.That(made.Diagnostics.Select(said => said.Id), Is.EqualTo(new[] { "LAYERS001", "LAYERS003", "LAYERS004" }));
    }
}
