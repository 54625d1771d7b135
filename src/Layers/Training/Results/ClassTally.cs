namespace Layers;

/// <summary>The counts of rows by true and predicted class, and the sums of a calibration. Only pairs that occur take memory.</summary>
internal sealed class ClassTally
{
    private const int Bins = 10;

    private readonly Dictionary<(int True, int Predicted), long> _counts = [];
    private readonly CalibrationSums _calibration = new(Bins);
    private bool _hasProbabilities;

    public bool IsEmpty => _counts.Count == 0;

    public void Add(int truth, int predicted) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, (truth, predicted), out _)++;

    public void AddProbability(bool isTrue, double probability)
    {
        _hasProbabilities = true;
        _calibration.Add(isTrue, probability);
    }

    public ClassResults Result(string output, string? label, string title, IReadOnlyList<string> classes, string subject) =>
        new(output, label, title, new ConfusionMatrix(classes, _counts), _hasProbabilities ? _calibration.Result(subject) : null);
}
