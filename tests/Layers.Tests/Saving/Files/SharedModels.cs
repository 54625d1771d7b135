namespace Layers.Tests;

/// <summary>Compiled models that share layers.</summary>
internal static class SharedModels
{
    public static readonly float[,] X = { { 1, 2, 3 }, { -1, 0, 2 }, { 0.5f, -2, 1 } }, Y = { { 1, 0, 2 }, { 0, 1, 0 }, { 2, 2, 1 } };

    public static string[] Names { get; } = ["sub_model", "around", "towers", "part_of_both", "three_deep", "straight_lines", "adaptive",
        "stock_formula", "float64_scaler", "sub_model_of_formulas", "on_each_step", "scaler_on_each_step", "cell", "momentum"];

    /// <summary>Returns a model, its number of weights, and its number of trainable weights in Keras, which counts a layer in each of its
    /// places.</summary>
    public static (Functional Model, int Weights, int Trainable) Make(string name)
    {
        var i = new Input(3, name: "i");
        var (output, weights, trainable) = name switch
        {
            "sub_model" or "momentum" => Of(Dense("d"), d => d.Apply(Sub("sub", d).Apply(i)), 2, 4),
            "around" => Of(Dense("d"), d => Sub("sub", d).Apply(d.Apply(i)), 2, 4),
            "towers" => Of(Dense("d"), d => new Add().Apply(Sub("a", d, new ReLU()).Apply(i), Sub("b", Dense("own"), d).Apply(i)), 4, 6),
            "part_of_both" =>
            Of(Sub("part", Dense("d"), Dense("e")),
            part => new Add().Apply(Sub("a", part).Apply(i), Sub("b", part, Dense("after")).Apply(i)), 6, 10),
            "three_deep" => Of(Dense("d"), d => d.Apply(Sub("c", Sub("b", Sub("a", d)), d).Apply(i)), 2, 6),
            "straight_lines" =>
            Of(Dense("d"), d => new Sequential(name: "second") { new Input(3), d,
            Dense("own") }.Apply(new Sequential(name: "first") { new Input(3), Dense("own"), d }.Apply(i)), 6, 8),
            "adaptive" =>
            Of(new Normalization(name: "n"), n => Dense("d").Apply(new Add().Apply(Sub("sub", n).Apply(i), n.Apply(i))), 5, 2),
            "stock_formula" =>
            Of(new PowerTransform(name: "p"), p => Dense("d").Apply(new Add().Apply(Sub("sub", p).Apply(i), p.Apply(i))), null, 2),
            "float64_scaler" =>
            Of(new RobustScaling(name: "r"),
            r => Dense("d").Apply(new Add().Apply(new Sequential(name: "line") { new Input(3), r }.Apply(i), r.Apply(i))), null, 2),
            "sub_model_of_formulas" =>
            Of(new Sequential(name: "part") { new Input(3), new PowerTransform(name: "p"), Dense("d") },
            part => new Add().Apply(Sub("a", part).Apply(i), Sub("b", part, Dense("after")).Apply(i)), null, 6),
            "on_each_step" => Of(Dense("d"), d => new Add().Apply(OnEachStep(d, i), d.Apply(i)), 2, 4),
            "scaler_on_each_step" =>
            Of(new RobustScaling(name: "r"), r => Dense("d").Apply(new Add().Apply(r.Apply(i), OnEachStep(r, i))), null, 2),
            "cell" =>
            Of(new SimpleRNNCell(3, kernelInitializer: Initializer.GlorotUniform with { Seed = 1 },
            recurrentInitializer: Initializer.GlorotUniform with { Seed = 2 }, name: "c"),
                c => new Add().Apply(new RNN(c, name: "one").Apply(Steps(i)),
                    new RNN(c, name: "two", goBackwards: true).Apply(Steps(Dense("d").Apply(i)))), 5, 8),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };
        var model = new Functional(i, output, name);
        if (ModelAdapting.CallsOf(model, model.Symbols()).Count > 0) model.Adapt(X);
        model.Compile(name == "momentum" ? new Sgd(0.01, momentum: 0.9) : new Adam(0.01), Loss.MeanSquaredError);
        model.Fit(X, Y, epochs: 2, shuffle: false);
        return (model, weights ?? model.Weights.Count, trainable);
    }

    /// <summary>Returns a nested model: one layer after the other.</summary>
    public static Functional Sub(string name, params Layer[] layers)
    {
        var x = new Input(3, name: "x");
        return new Functional(x, layers.Aggregate((KerasTensor)x, (value, layer) => layer.Apply(value)), name);
    }

    public static Dense Dense(string name) =>
        new(3, kernelInitializer: Initializer.GlorotUniform with { Seed = 3 + name.Length }, name: name);

    private static KerasTensor Steps(KerasTensor x) => new RepeatVector(2).Apply(x);

    private static KerasTensor OnEachStep(Layer layer, KerasTensor x) =>
        new GlobalAveragePooling1D().Apply(new TimeDistributed(layer).Apply(Steps(x)));

    private static (KerasTensor, int?, int) Of<T>(T shared, Func<T, KerasTensor> output, int? weights, int trainable) =>
        (output(shared), weights, trainable);
}
