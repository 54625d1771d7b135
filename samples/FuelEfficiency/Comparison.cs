using Layers;

namespace FuelEfficiency;

/// <summary>A comparison of the same network on the same rows, with and without normalization.</summary>
/// <remarks>On raw numbers the error depends on the initial weights, so both networks are trained from several starts.</remarks>
public sealed class Comparison(Cars training, Cars test, int epochs)
{
    private const int Starts = 5;

    /// <summary>Returns the mean absolute errors on the test cars, one for each start, ascending.</summary>
    public double[] WithNormalization() => Errors(() =>
    {
        var normalization = new Normalization();
        normalization.Adapt(training.Features);
        return normalization;
    });

    /// <inheritdoc cref="WithNormalization"/>
    // A layer that multiplies by 1 takes the place of the normalization, so that all other layers start from the same weights.
    public double[] Without() => Errors(() => new Rescaling(1));

    private double[] Errors(Func<Layer> first) => [.. Enumerable.Range(0, Starts).Select(seed => Error(first(), seed)).Order()];

    private double Error(Layer first, int seed)
    {
        using var model = new Sequential(seed) { new Input(9), first, new Dense(64, Activation.Relu), new Dense(64, Activation.Relu), new Dense(1) };
        model.Compile(new Adam(learningRate: 0.001), Loss.MeanAbsoluteError);
        model.Fit(training.Features, training.Mpg, epochs: epochs, validationSplit: 0.2);
        return model.Evaluate(test.Features, test.Mpg)["loss"];
    }
}
