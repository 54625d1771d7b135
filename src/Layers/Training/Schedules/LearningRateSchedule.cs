using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A learning rate that changes from step to step: <c>new Sgd { Schedule = new CosineDecay(0.1, decaySteps: 1000) }</c>.</summary>
/// <remarks>The schedule is part of the training graph and is computed in float32, as in Keras. Steps count batches from 0. Source:
/// <see href="https://keras.io/api/optimizers/learning_rate_schedules/"/>.</remarks>
public abstract class LearningRateSchedule
{
    private protected LearningRateSchedule()
    {
    }

    /// <summary>Returns the learning rate of a step.</summary>
    /// <param name="step">The number of batches before this step, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    public double At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        using var session = new OnnxSession(Graph.Of(Rate(Ops.Constant(TensorData.Scalar(step)))), new RuntimeOptions { Threads = 1 });
        return session.Run()[0].AsSpan<float>()[0];
    }

    /// <summary>Returns the learning rate in a graph, a float32 scalar.</summary>
    /// <param name="step">The number of batches before this step, an int64 scalar.</param>
    internal abstract Value Rate(Value step);

    internal abstract void WriteConfig(JsonObject config);

    private protected static double Positive(string argument, double value) =>
        value > 0 && double.IsFinite(value) ? value : throw Throw.BadTrainingArgument(argument, "a finite number above 0", value);

    /// <summary>Returns a number of steps as Keras writes it: without decimals if it is an integer.</summary>
    private protected static JsonNode Steps(double steps) =>
        steps == Math.Floor(steps) && Math.Abs(steps) < 1L << 53 ? JsonValue.Create((long)steps) : JsonValue.Create(steps);

    private protected static Value Number(Value step) => Ops.Cast(step, DType.Float32);
}
