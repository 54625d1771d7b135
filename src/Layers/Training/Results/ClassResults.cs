namespace Layers;

/// <summary>The results for the classes of one output in an <see cref="Evaluation"/>. If a row can have several labels at once, these are
/// the results for one label.</summary>
public sealed class ClassResults
{
    private readonly Calibration? _calibration;
    private ClassificationReport? _report;

    internal ClassResults(string output, string? label, string title, ConfusionMatrix matrix, Calibration? calibration) =>
        (Output, Label, Title, ConfusionMatrix, _calibration) = (output, label, title, matrix, calibration);

    /// <summary>The name of the output.</summary>
    public string Output { get; }

    /// <summary>The label that these results are for, with the classes <c>false</c> and <c>true</c>; <see langword="null"/> if each row has
    /// one class.</summary>
    public string? Label { get; }

    /// <summary>The counts of rows by true and predicted class.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }

    /// <summary>The precision, recall and F1 of each class.</summary>
    public ClassificationReport Report => _report ??= ClassificationReport.Of(ConfusionMatrix);

    /// <summary>Whether there is a <see cref="Calibration"/>: the output is a softmax or a sigmoid, or was compiled with a loss of
    /// logits.</summary>
    public bool HasCalibration => _calibration is not null;

    /// <summary>The predicted probabilities compared with the observed shares, in 10 bins. With two classes, the probability is that of the
    /// second class; with more, that of the likeliest class.</summary>
    /// <exception cref="InvalidOperationException">The output does not give probabilities.</exception>
    public Calibration Calibration => _calibration ?? throw Throw.NoCalibration(this);

    /// <summary>The name for people: the column that the labels came from, or the output.</summary>
    internal string Title { get; }

    /// <summary>Returns the confusion matrix with the F1 of each class.</summary>
    public override string ToString()
    {
        var calibration = _calibration is null ? "" : $", expected calibration error {AlignedText.Share(_calibration.ExpectedError)}";
        return $"{Title}: {AlignedText.Count(ConfusionMatrix.Total, "row")}, accuracy " +
            $"{AlignedText.Share(ConfusionMatrix.Accuracy)}{calibration}\n{ConfusionMatrix.Print(Report)}";
    }
}
