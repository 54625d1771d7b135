using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A learning rate that is constant up to and including each boundary, and changes after it.</summary>
public sealed class PiecewiseConstantDecay : LearningRateSchedule
{
    /// <summary>Creates a schedule from boundaries and learning rates.</summary>
    /// <param name="boundaries">The last step of each learning rate except the last, ascending.</param>
    /// <param name="values">The learning rates, one more than boundaries.</param>
    /// <exception cref="ArgumentException">The counts do not match, or the boundaries do not ascend.</exception>
    public PiecewiseConstantDecay(IReadOnlyList<long> boundaries, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(boundaries);
        ArgumentNullException.ThrowIfNull(values);
        if (boundaries.Count == 0 || boundaries.Zip(boundaries.Skip(1)).Any(pair => pair.First >= pair.Second))
            throw Throw.BadTrainingArgument(nameof(boundaries), "one or more ascending steps", $"[{string.Join(", ", boundaries)}]");
        if (values.Count != boundaries.Count + 1)
            throw Throw.BadTrainingArgument(nameof(values), $"{boundaries.Count + 1} learning rates, one more than boundaries",
                values.Count);
        Boundaries = [.. boundaries];
        Values = [.. values];
    }

    /// <summary>The last step of each learning rate except the last.</summary>
    public IReadOnlyList<long> Boundaries { get; }

    /// <summary>The learning rates.</summary>
    public IReadOnlyList<double> Values { get; }

    internal override Value Rate(Value step)
    {
        var rate = Scalar(Values[^1], DType.Float32);
        for (var i = Boundaries.Count - 1; i >= 0; i--) rate = Where(step <= Boundaries[i], Values[i], rate);
        return rate;
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["boundaries"] = new JsonArray([.. Boundaries.Select(step => JsonValue.Create(step))]);
        config["values"] = new JsonArray([.. Values.Select(value => JsonValue.Create(value))]);
    }
}
