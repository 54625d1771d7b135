using Layers;

namespace FuelEfficiency;

/// <summary>The same network on the same rows, with and without normalization: what leaving out one layer costs.</summary>
/// <remarks>On raw numbers much depends on the weights that training happens to start from, so both are trained from several.</remarks>
public sealed class Comparison(Cars training, Cars test, int epochs)
{
    private const int Starts = 5;

    /// <summary>Mean absolute errors on the test cars, ascending, one a start.</summary>
    public double[] WithNormalization() => Errors(() =>
    {
        var normalization = new Normalization();
        normalization.Adapt(training.Features);
        return normalization;
    });

    /// <inheritdoc cref="WithNormalization"/>
    // Multiplying by 1 changes nothing; it holds the normalization's place, so that all other layers start from the same weights.
    public double[] Without() => Errors(() => new Rescaling(1));

    private double[] Errors(Func<Layer> first) => [.. Enumerable.Range(0, Starts).Select(seed => Error(first(), seed)).Order()];

    private double Error(Layer first, int seed)
    {
        using var model = new Sequential(seed) { new Input(9), first, new Dense(64, Activation.Relu), new Dense(64, Activation.Relu),
            new Dense(1) };
        model.Compile(new Adam(learningRate: 0.001), Loss.MeanAbsoluteError);
        model.Fit(training.Features, training.Mpg, epochs: epochs, validationSplit: 0.2);
        return model.Evaluate(test.Features, test.Mpg)["loss"];
    }
}
