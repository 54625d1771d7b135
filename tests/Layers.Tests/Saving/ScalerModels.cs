namespace Layers.Tests;

/// <summary>Models with layers that Keras does not have, on rows of three: in a straight line, in a graph, nested, shared, at the ends.</summary>
internal static class ScalerModels
{
    private static readonly TensorData s_data = SampleData.Of([64, 3], DType.Float32, seed: 1);

    public static IReadOnlyDictionary<string, Func<Model>> All { get; } = new Dictionary<string, Func<Model>>
    {
        ["min_max"] = () => new Sequential { new Input(3), Adapted(new MinMaxScaling()), new Dense(1) },
        ["clipped"] = () => new Sequential { new Input(3), Adapted(new MinMaxScaling((-0.5, 0.25), clip: true)), new Dense(2) },
        ["max_abs"] = () => new Sequential { new Input(3), Adapted(new MaxAbsScaling(clip: true)), new Dense(2) },
        ["decimal"] = () => new Sequential { new Input(3), Adapted(new DecimalScaling()), new Dense(2) },
        ["alone"] = () => new Sequential { new Input(3), Adapted(new MinMaxScaling(clip: true)) },
        ["inverted"] = () => new Sequential { new Input(3), Adapted(new MinMaxScaling((-1, 1), clip: true)), Adapted(new MinMaxScaling((-1, 1), clip: true, invert: true)) },
        ["missing"] = () => new Sequential { new Input(3), Adapted(new MaxAbsScaling { MissingValues = MissingValues.Ignore, Trainable = false }) },
        ["series"] = () => new Sequential { new Input(3), new RepeatVector(2), Series(new MinMaxScaling((0, 2), clip: true)), new Flatten(), new Dense(1) },
        ["sequential"] = () => new Sequential
        {
            new Input(3), Adapted(new MinMaxScaling((-1, 1))), Adapted(new MinMaxScaling(clip: true)), Adapted(new MaxAbsScaling()), new Dense(1),
        },
        ["nested"] = () => new Sequential
        {
            new Input(3),
            new Sequential(name: "inner") { new Input(3), Adapted(new MinMaxScaling(clip: true, name: "scaling")), new Dense(3) },
            Adapted(new MaxAbsScaling(name: "scaling")),
            new Dense(1),
        },
        ["functional"] = Graph,
        ["ends"] = Ends,
    };

    private static T Adapted<T>(T layer)
        where T : AdaptiveLayer
    {
        layer.Adapt(s_data);
        return layer;
    }

    private static T Series<T>(T layer)
        where T : AdaptiveLayer
    {
        layer.Adapt(SampleData.Of([64, 2, 3], DType.Float32, seed: 2));
        return layer;
    }

    // A shared scaler with clipping, called twice, and a model within the model.
    private static Functional Graph()
    {
        var x = new Input(3, name: "x");
        var shared = Adapted(new MinMaxScaling(clip: true));
        var inside = new Input(3, name: "inside");
        var inner = new Functional(inside, new Add().Apply(Adapted(new MinMaxScaling((-2, 5), clip: true)).Apply(inside), Adapted(new MaxAbsScaling()).Apply(inside)), "inner");
        var both = new Add().Apply(shared.Apply(x), shared.Apply(new Dense(3, name: "hidden").Apply(x)));
        return new Functional(x, new Dense(1).Apply(new Concatenate().Apply(both, inner.Apply(x), Adapted(new DecimalScaling()).Apply(x))));
    }

    // A scaler that is a model in the file gives the output.
    private static Functional Ends()
    {
        var x = new Input(3, name: "x");
        return new Functional(x, Adapted(new MinMaxScaling((2, 3), clip: true)).Apply(Adapted(new MaxAbsScaling()).Apply(x)));
    }
}
