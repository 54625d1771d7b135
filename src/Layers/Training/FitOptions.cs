namespace Layers;

/// <summary>The settings of a call of <c>Fit</c>.</summary>
internal sealed record FitOptions(
    int BatchSize, int Epochs, int InitialEpoch, bool Shuffle, long Seed, IReadOnlyList<Callback>? Callbacks,
    IProgress<TrainingProgress>? Progress, CancellationToken Cancellation)
{
    public IReadOnlyList<Callback> Callbacks { get; } = Callbacks ?? [];
}
