using Layers;

namespace FuelEfficiency;

/// <summary>Trains the same network on the same rows with and without normalization, to compare the errors.</summary>
/// <remarks>Without normalization, the error depends strongly on the initial weights, so both networks are trained several times.</remarks>
public sealed class Comparison(Cars training, Cars test, int epochs)
{
    private const int Starts = 5;

    /// <summary>Returns the mean absolute errors on the test cars, ascending, one for each start.</summary>
    public double[] WithNormalization() => Errors(() =>
    {
        var normalization = new Normalization();
        normalization.Adapt(training.Features);
        return normalization;
    });

    /// <inheritdoc cref="WithNormalization"/>
    // Multiplying by 1 changes nothing. It replaces the normalization, so that all other layers have the same initial weights.
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
