namespace Layers.Graphs.Tests;

/// <summary>Names that ONNX cannot keep are refused where they are given.</summary>
public sealed class NameTests
{
    private static readonly TestCaseData[] s_refused =
    [
        new TestCaseData("x\0y", @"x\u0000y").SetArgDisplayNames("NUL inside"),
        new TestCaseData("\0", @"\u0000").SetArgDisplayNames("NUL alone"),
        new TestCaseData("\ud800", @"\uD800").SetArgDisplayNames("first half of a pair"),
        new TestCaseData("x\udc00", @"x\uDC00").SetArgDisplayNames("second half of a pair"),
    ];

    [TestCaseSource(nameof(s_refused))]
    public void AnInputASizeAndAnOutput_AreRefusedWithTheName(string name, string shown)
    {
        var one = Ops.Constant(TensorData.Scalar(1f));
        Assert.Multiple(() =>
        {
            Refused(() => _ = Ops.Input(name, [2]));
            Refused(() => _ = (Dim)name);
            Refused(() => _ = Graph.Of(new Dictionary<string, Value> { [name] = one }));
            Refused(() => _ = Graph.Of([], new Dictionary<string, Value> { [name] = one }));
        });

        void Refused(Action act) => Assert.That(act.Invoke, Throws.ArgumentException.With.Message.Contains($"'{shown}'")
            .And.Message.Contains("U+0000").And.Property("ParamName").EqualTo("name"));
    }

    [TestCase("\ud83d\ude00")]
    [TestCase("\u0001")]
    [TestCase("a/b c")]
    [TestCase("\uFFFD")]
    public void OtherNames_AreKept(string name) => Assert.That(Ops.Input(name, [name]).Name, Is.EqualTo(name));
}
