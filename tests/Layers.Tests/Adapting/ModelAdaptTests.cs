namespace Layers.Tests.Adapt;

/// <summary>One call adapts all adaptive layers of a model, in as few passes as the graph allows.</summary>
public class ModelAdaptTests
{
    [Test]
    public void LayersInARow_AreAdaptedOneAfterTheOther()
    {
        var (first, second) = (new MinMaxScaling((0, 10)), new Normalization());
        using var model = new Sequential { new Input(2), first, second };
        var read = 0;
        IEnumerable<TensorData> Batches()
        {
            read++;
            yield return new float[,] { { 1, 10 }, { 2, 30 } };
            yield return new float[,] { { 3, 20 }, { 5, 50 } };
        }

        var report = model.Adapt(Batches());

        Assert.That(report.Passes, Is.EqualTo(2));
        Assert.That(report.Layers.Select(pair => pair.Key), Is.EqualTo(new[] { "min_max_scaling", "normalization" }));
        // The scaled values are 0, 2.5, 5, 10 and 0, 5, 2.5, 10.
        Assert.That(second.Mean!.ToArray<float>(), Is.EqualTo(new[] { 4.375f, 4.375f }));
        Assert.That(report.ToString(), Does.Contain("2 layers adapted in 2 passes"));
        Assert.That(read, Is.LessThanOrEqualTo(3), "The shape is read once, and there are two passes.");
    }

    [Test]
    public void LayersBesideEachOther_ShareAPass()
    {
        var input = new Input(2, name: "x");
        var (plain, scaled) = (new Normalization(), new MinMaxScaling());
        var (onPlain, hidden) = (plain.Apply(input), new Rescaling(2, 1).Apply(input));
        using var model = new Functional(input, new Concatenate().Apply(onPlain, scaled.Apply(hidden)));

        var report = model.Adapt(new float[,] { { 1, 10 }, { 3, 30 } }, featureNames: ["a", "b"]);

        Assert.That(report.Passes, Is.EqualTo(1));
        Assert.That(plain.State!.FeatureNames, Is.EqualTo(new[] { "a", "b" }), "The layer depends on the input.");
        Assert.That(scaled.State!.FeatureNames, Is.EqualTo(new[] { "a", "b" }), "Rescaling keeps each feature in its place.");
        Assert.That(scaled.Report!.Features[1].Maximum, Is.EqualTo(61));
        Assert.That(model.Predict(new float[,] { { 3, 30 } }), Is.EqualTo(new float[,] { { 1, 1, 1, 1 } }));
    }

    [Test]
    public void NestedModels_AreAdapted_AndLayersWithAGivenStateAreLeft()
    {
        var given = new Normalization(mean: new float[] { 1, 2 }, variance: new float[] { 4, 9 });
        var inner = new Normalization(name: "inner");
        using var model = new Sequential { new Input(2), given, new Sequential(name: "nested") { new Input(2), inner }, new Dense(1) };

        var report = model.Adapt(new float[,] { { 1, 2 }, { 3, 5 } });

        Assert.That(report.Layers.Single().Key, Is.EqualTo("nested/inner"));
        Assert.That(inner.Mean!.ToArray<float>(), Is.EqualTo(new[] { 0.5f, 0.5f }));
    }

    [Test]
    public void ASharedLayer_LearnsFromBothOfItsPlaces()
    {
        var (a, b) = (new Input(1, name: "a"), new Input(1, name: "b"));
        var shared = new Normalization();
        var (onA, onB) = (shared.Apply(a), shared.Apply(b));
        using var model = new Functional([a, b], [new Concatenate().Apply(onA, onB)]);

        var report = model.Adapt(new Dictionary<string, TensorData>
        {
            ["a"] = new float[,] { { 1 }, { 2 } },
            ["b"] = new float[,] { { 3 }, { 6 } }
        });

        Assert.That(report.Layers.Single().Value.Rows, Is.EqualTo(4));
        Assert.That(shared.Mean!.ToArray<float>(), Is.EqualTo(new[] { 3f }));
    }

    [Test]
    public void WhenItFails_EveryLayerIsUnchanged()
    {
        var (first, second) = (new MinMaxScaling((1, 2)), new Normalization());
        using var model = new Sequential { new Input(1), first, new Hyperbola(), second };
        model.Adapt(new float[,] { { 1 }, { 3 } });
        var (range, mean) = (first.Report!.Features[0].Maximum, second.Mean!.ToArray<float>());

        // The middle of the scaled range is infinite, which the second pass finds.
        Assert.That(() => model.Adapt(new float[,] { { 5 }, { 9 }, { 7 } }),
            Throws.ArgumentException.With.Message.Contains("normalization").And.Message.Contains("infinite"));
        Assert.That(first.Report!.Features[0].Maximum, Is.EqualTo(range));
        Assert.That(second.Mean!.ToArray<float>(), Is.EqualTo(mean));

        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.That(() => model.Adapt(new float[,] { { 5 }, { 9 } }, cancellation: cancelled.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(first.Report!.Features[0].Maximum, Is.EqualTo(range));
    }

    [Test]
    public void WhileItAdapts_PredictionsAreThoseOfBefore_Whole()
    {
        using var model = new Sequential { new Input(1), new MinMaxScaling(), new Normalization() };
        model.Adapt(new float[,] { { 1 }, { 3 } });
        float Predicted() => model.Predict([2.5f])[0];
        var before = Predicted();
        var seen = new List<float>();
        IEnumerable<TensorData> Batches()
        {
            seen.Add(Predicted());
            yield return new float[,] { { 5 }, { 9 } };
            seen.Add(Predicted());
        }

        Assert.That(model.Adapt(Batches()).Passes, Is.EqualTo(2));
        Assert.That(seen, Has.Count.GreaterThanOrEqualTo(4).And.All.EqualTo(before));
        Assert.That(Predicted(), Is.Not.EqualTo(before));
    }

    [Test]
    public void InputsOfDifferentNumbersOfRows_AreRefused()
    {
        var (a, b) = (new Input(1, name: "a"), new Input(1, name: "b"));
        using var model = new Functional([a, b], [new Concatenate().Apply(new Normalization().Apply(a), new Normalization().Apply(b))]);
        var uneven = new Dictionary<string, TensorData>
        {
            ["a"] = new float[,] { { 1 }, { 2 } },
            ["b"] = new float[,] { { 3 }, { 6 }, { 7 } }
        };
        Assert.That(() => model.Adapt(uneven), Throws.ArgumentException.With.Message.Contains("rows"));

        model.Adapt(new Dictionary<string, TensorData> { ["a"] = new float[,] { { 1 }, { 2 } }, ["b"] = new float[,] { { 3 }, { 6 } } });
        Assert.That(() => model.Check(uneven), Throws.ArgumentException.With.Message.Contains("rows"));
    }

    [Test]
    public void ModelsThatCannotBeAdapted_AreRefused()
    {
        using var plain = new Sequential { new Input(2), new Dense(1) };
        Assert.That(() => plain.Adapt(new float[,] { { 1, 2 } }),
            Throws.InvalidOperationException.With.Message.Contains("no adaptive layer"));

        using var model = new Sequential { new Input(2), new Normalization() };
        Assert.That(() => model.Adapt(new float[,] { { 1, 2, 3 } }), Throws.TypeOf<LayerException>());
        Assert.That(() => model.Adapt(Array.Empty<TensorData>()), Throws.TypeOf<LayerException>().With.Message.Contains("no rows"));
        Assert.That(() => model.Adapt(new float[,] { { 1, float.NaN } }, featureNames: ["age", "fare"]),
            Throws.ArgumentException.With.Message.Contains("'fare'"));
    }

    [Test]
    public void AModelWithoutAnInput_TakesThatOfTheData()
    {
        using var model = new Sequential { new Normalization(), new Dense(1) };
        model.Adapt(new float[,] { { 1, 2 }, { 3, 4 } });
        Assert.That(model.Input!.Shape.ToString(), Does.Contain("2"));
        Assert.That(model.Predict(new float[,] { { 2, 3 } }).Length, Is.EqualTo(1));
    }

    private sealed class Hyperbola : Layer
    {
        protected override Value Call(Value x) => 1 / (x - 1.5);
    }
}
