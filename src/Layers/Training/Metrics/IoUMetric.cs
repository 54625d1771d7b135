using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The intersection over union, averaged over classes (Jaccard, 1901). The union of a class is the samples whose label or
/// prediction is the class; the intersection is the samples whose label and prediction are both the class. Use
/// <see cref="Metric.MeanIoU"/>, <see cref="Metric.IoU"/>, <see cref="Metric.BinaryIoU"/>, <see cref="Metric.OneHotIoU"/> or
/// <see cref="Metric.OneHotMeanIoU"/>.</summary>
/// <remarks>Sample weights are truncated to integers, because Keras counts in integers here.</remarks>
public sealed record IoUMetric : Metric
{
    internal IoUMetric(string className, int numClasses, IReadOnlyList<int>? targets = null, bool sparseLabels = true,
        bool sparseOutput = true)
        : base(SnakeCase.Of(className))
    {
        ClassName = className;
        NumClasses = numClasses;
        Targets = targets;
        SparseLabels = sparseLabels;
        SparseOutput = sparseOutput;
    }

    /// <summary>The number of classes.</summary>
    public int NumClasses { get; init; }

    /// <summary>The classes that are averaged; <see langword="null"/> for all classes.</summary>
    public IReadOnlyList<int>? Targets { get; init; }

    /// <summary>The label of samples that do not count; <see langword="null"/>, the default, for none.</summary>
    public int? IgnoreClass { get; init; }

    /// <summary>Whether labels are class numbers, not one-hot labels.</summary>
    public bool SparseLabels { get; init; }

    /// <summary>Whether outputs are class numbers, not one value for each class.</summary>
    public bool SparseOutput { get; init; }

    /// <summary>The smallest output that is class 1 of two classes; <see langword="null"/> if outputs are classes already.</summary>
    public double? Threshold { get; init; }

    internal override string? ClassName { get; }

    internal override MonitorMode Better => MonitorMode.Max;

    // Keras accepts this type whatever the width of its own integers is.
    internal override string DTypeName => "int32";

    internal override IReadOnlyList<TensorData> InitialState(Shape output) => [TensorData.Zeros(DType.Float64, [NumClasses, NumClasses])];

    internal override Metric For(Shape labels, Shape output)
    {
        if (NumClasses < 1) throw Throw.BadTrainingArgument(nameof(NumClasses), "1 or more", NumClasses);
        if (Targets is not null && (Targets.Count == 0 || Targets.Any(target => target < 0 || target >= NumClasses)))
            throw Throw.BadTrainingArgument(nameof(Targets), $"one or more classes from 0 to {NumClasses - 1}",
                $"[{string.Join(", ", Targets)}]");
        return this;
    }

    internal override IReadOnlyList<Value> Update(IReadOnlyList<Value> state, Value yTrue, Value yPred, Value? sampleWeight)
    {
        var labels = SparseLabels ? Cast(yTrue, DType.Int64) : ArgMax(yTrue);
        var output = !SparseOutput
            ? ArgMax(yPred) : Threshold is { } threshold ? Cast(yPred >= threshold, DType.Int64) : Cast(yPred, DType.Int64);
        var (byLabel, byOutput) = (OneHot(labels), OneHot(output));
        if (IgnoreClass is { } ignored) byLabel *= Cast(!Equal(Reshape(labels, -1, 1), ignored), DType.Float64);
        if (sampleWeight is not null)
        {
            var whole = Cast(Cast(Expand(Ranks.Weights(sampleWeight, Cast(labels, DType.Float32)), ShapeOf(labels)), DType.Int64),
                DType.Float64);
            byLabel *= Reshape(whole, -1, 1);
        }
        // A class outside of the range has no column and is not counted.
        return [state[0] + MatMul(Transpose(byLabel), byOutput)];
    }

    internal override IReadOnlyList<double> Result(IReadOnlyList<TensorData> state)
    {
        var counts = state[0].ToArray<double>();
        double At(int row, int column) => counts[row * NumClasses + column];
        var classes = Enumerable.Range(0, NumClasses);
        var (sum, present) = (0.0, 0);
        foreach (var target in Targets ?? [.. classes])
        {
            var union = classes.Sum(other => At(target, other) + At(other, target)) - At(target, target);
            if (union <= 1e-9) continue;
            present++;
            sum += At(target, target) / (union + Logits.Epsilon);
        }
        return [sum / (present + Logits.Epsilon)];
    }

    internal override void WriteConfig(JsonObject config)
    {
        if (ClassName is "IoU" or "OneHotIoU" or "BinaryIoU")
            config["target_class_ids"] = new JsonArray([.. (Targets ?? [.. Enumerable.Range(0, NumClasses)])
                .Select(target => JsonValue.Create(target))]);
        if (ClassName == "BinaryIoU")
        {
            config["threshold"] = Threshold;
            return;
        }
        config["num_classes"] = NumClasses;
        config["ignore_class"] = IgnoreClass;
        if (ClassName is "IoU" or "MeanIoU") config["sparse_y_true"] = SparseLabels;
        config["sparse_y_pred"] = SparseOutput;
        config["axis"] = -1;
    }

    internal override Metric ReadConfig(ConfigReader config) => this with
    {
        NumClasses = (int?)config.OptionalInteger("num_classes")
            ?? (ClassName == "BinaryIoU" ? 2 : throw Throw.MissingSetting(config.Owner, "num_classes")),
        Targets = config.OptionalIntegers("target_class_ids") is { } targets ? [.. targets.Select(target => (int)target)] : null,
        IgnoreClass = (int?)config.OptionalInteger("ignore_class"),
        SparseLabels = config.Flag("sparse_y_true", SparseLabels),
        SparseOutput = config.Flag("sparse_y_pred", SparseOutput),
        Threshold = config.OptionalNumber("threshold") ?? Threshold,
    };

    private Value OneHot(Value classes) => Cast(Equal(Reshape(classes, -1, 1), Range(0, (double)NumClasses, 1)), DType.Float64);
}
