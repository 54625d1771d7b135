namespace Layers;

/// <summary>How a fit goes, as the trainer takes it.</summary>
internal sealed record FitOptions(
    int BatchSize, int Epochs, int InitialEpoch, bool Shuffle, long Seed, IReadOnlyList<Callback>? Callbacks, IProgress<TrainingProgress>? Progress, CancellationToken Cancellation)
{
    public IReadOnlyList<Callback> Callbacks { get; } = Callbacks ?? [];
}
