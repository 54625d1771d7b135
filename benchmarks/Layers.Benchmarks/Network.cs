namespace Layers.Benchmarks;

/// <summary>The models of the benchmarks: a normalization of raw numbers, and dense layers.</summary>
public static class Network
{
    /// <summary>Creates a model of 13 features, two hidden layers of 64 units and one output, adapted to rows.</summary>
    public static Sequential Create(float[,] x)
    {
        var normalization = new Normalization();
        normalization.Adapt(x);
        return new Sequential { new Input(Matrix.Features), normalization, new Dense(64, Activation.Relu), new Dense(64, Activation.Relu),
            new Dense(1) };
    }

    /// <summary>Creates a model with one output and a given number of features, of hidden layers and of units in each.</summary>
    public static Sequential Create(int features, int layers, int units)
    {
        var normalization = new Normalization();
        var random = new Random(1);
        var x = new float[100, features];
        for (var row = 0; row < 100; row++)
            for (var feature = 0; feature < features; feature++)
                x[row, feature] = random.NextSingle();
        normalization.Adapt(x);
        var model = new Sequential { new Input(features), normalization };
        for (var layer = 0; layer < layers; layer++) model.Add(new Dense(units, Activation.Relu));
        model.Add(new Dense(1));
        return model;
    }
}
