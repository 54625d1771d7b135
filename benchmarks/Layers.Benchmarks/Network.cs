namespace Layers.Benchmarks;

/// <summary>The model of the benchmarks: raw numbers, normalized inside, 13-64-64-1.</summary>
public static class Network
{
    public static Sequential Create(float[,] x)
    {
        var normalization = new Normalization();
        normalization.Adapt(x);
        return new Sequential { new Input(Matrix.Features), normalization, new Dense(64, Activation.Relu), new Dense(64, Activation.Relu), new Dense(1) };
    }
}
