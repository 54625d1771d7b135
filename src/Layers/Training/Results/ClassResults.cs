namespace Layers;

/// <summary>How well the classes of an output were told apart in an <see cref="Evaluation"/>; of an output that gives several labels at
/// once, how well one of them was.</summary>
public sealed class ClassResults
{
    private readonly Calibration? _calibration;
    private ClassificationReport? _report;

    internal ClassResults(string output, string? label, string title, ConfusionMatrix matrix, Calibration? calibration) =>
        (Output, Label, Title, ConfusionMatrix, _calibration) = (output, label, title, matrix, calibration);

    /// <summary>The name of the output.</summary>
    public string Output { get; }

    /// <summary>The label that this is about, whose classes are <c>false</c> and <c>true</c>; <see langword="null"/> where each row has one
    /// class.</summary>
    public string? Label { get; }

    /// <summary>What was taken for what.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }

    /// <summary>Precision, recall and F1 of each class.</summary>
    public ClassificationReport Report => _report ??= ClassificationReport.Of(ConfusionMatrix);

    /// <summary>Whether there is a <see cref="Calibration"/>: the output is a softmax or a sigmoid, or was compiled as logits of
    /// one.</summary>
    public bool HasCalibration => _calibration is not null;

    /// <summary>The probabilities beside the shares observed, in 10 ranges: of two classes that of the second, of more that of the
    /// likeliest.</summary>
    /// <exception cref="InvalidOperationException">The output gives no probabilities.</exception>
    public Calibration Calibration => _calibration ?? throw Throw.NoCalibration(this);

    /// <summary>What people call it: the column that the labels came from, or the output.</summary>
    internal string Title { get; }

    /// <summary>The confusion matrix with F1 a class.</summary>
    public override string ToString()
    {
        var calibration = _calibration is null ? "" : $", expected calibration error {AlignedText.Share(_calibration.ExpectedError)}";
        return $"{Title}: {AlignedText.Count(ConfusionMatrix.Total, "row")}, accuracy {AlignedText.Share(ConfusionMatrix.Accuracy)}{calibration}\n{ConfusionMatrix.Print(Report)}";
    }
}
