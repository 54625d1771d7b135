using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

public sealed class HostCuttingTests
{
    private static readonly Value s_words = Input("words", ["batch", 2], DType.String);
    private static readonly Value s_x = Input("x", ["batch", 2]);

    [Test]
    public void AGraphWithoutHostOperators_IsTheEnginesAsItIs()
    {
        var graph = Graph.Of(Exp(s_x));
        Assert.That(graph.CutHost(), Is.EqualTo(((Graph?)null, graph)));
    }

    [Test]
    public void TheHostPart_HasTheHostOperatorsAndWhatTheyDependOn()
    {
        var first = Slice(s_words, 0, 1);
        var graph = Graph.Of(Cast(FarmHash64(first, 5), DType.Float32) + s_x,
            Cast(FarmHash64(FarmHash64(s_words, 9), 3), DType.Float32) * s_x);
        var (host, engine) = graph.CutHost();
        Assert.That(host!.ToString(), Is.EqualTo("""
            %0 = Slice(words, {0}, {1}, {1}, {1}) : string[batch, 1]
            %1 = FarmHash64(%0, buckets=5) : int64[batch, 1]
            %2 = FarmHash64(words, buckets=9) : int64[batch, 2]
            %3 = FarmHash64(%2, buckets=3) : int64[batch, 2]
            """));
        Assert.That(engine.ToString(), Is.EqualTo("""
            %0 = Cast(host/0, to=float32) : float32[batch, 1]
            %1 = Add(%0, x) : float32[batch, 2]
            %2 = Cast(host/2, to=float32) : float32[batch, 2]
            %3 = Mul(%2, x) : float32[batch, 2]
            """));
        Assert.That(host.Outputs.Select(output => output.Key), Is.EqualTo(new[] { "host/0", "host/2" }));
        Assert.That(engine.Inputs.Select(input => input.Name), Is.EqualTo(new[] { "host/0", "x", "host/2" }));
    }

    [Test]
    public void AHostResultThatIsAnOutput_IsHandedOn()
    {
        var (host, engine) = Graph.Of(new Dictionary<string, Value> { ["hash"] = FarmHash64(s_words, 5) }).CutHost();
        Assert.That(host!.Outputs.Single().Key, Is.EqualTo("host/0"));
        Assert.That(engine.Outputs.Single().Key, Is.EqualTo("hash"));
        Assert.That(engine.Outputs.Single().Value.Name, Is.EqualTo("host/0"));
    }

    [Test]
    public void Verify_NamesWhatManagedCodeCannotRun()
    {
        Assert.That(Graph.Of(FarmHash64(s_words, 5)).Verify(), Is.Empty);
        Assert.That(Graph.Of(FarmHash64(Cast(Exp(s_x), DType.Int64), 5) + Cast(Log(s_x), DType.Int64)).Verify()
            .Select(problem => problem.Message),
            Is.EqualTo(new[] { "Exp(x): FarmHash64 depends on it and runs in managed code before the engine, but managed code has no " +
                "kernel for Exp." }));
        var (_, results) = Scan([], [Input("steps", [3, 2], DType.Int64)], (_, slices) => ([], [FarmHash64(slices[0], 5)]));
        Assert.That(Graph.Of(results[0]).Verify().Select(problem => problem.Message), Has.One.Contains("is in a body"));
    }

    [Test]
    public void OnlyTextsAndIntegers_AreHashed()
    {
        Assert.That(() => FarmHash64(s_x, 5),
            Throws.ArgumentException.With.Message.EqualTo("FarmHash64 is defined for strings, integers and bool, not for float32[batch, " +
            "2]. Cast it first."));
        Assert.That(() => CrossHash64([s_words, Input("flags", s_words.Shape, DType.Bool)], 5),
            Throws.ArgumentException.With.Message.EqualTo("CrossHash64 is defined for strings and integers, not for bool[batch, 2]. Cast " +
            "it first."));
        Assert.That(() => FarmHash64(s_words, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
