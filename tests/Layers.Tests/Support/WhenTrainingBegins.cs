namespace Layers.Tests;

/// <summary>A callback that runs an action when training begins.</summary>
internal sealed class WhenTrainingBegins(Action what) : Callback
{
    public override void OnTrainBegin(TrainingRun run) => what();
}
