using System.Text;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Keeps a copy of the training's state on the disk, from which a training that was cut off goes on when it is started
/// again.</summary>
/// <remarks>The folder holds <c>latest.weights.h5</c> (weights and optimizer, the epoch to go on from, and what the other callbacks
/// remember: <see cref="Callback.SaveState"/>) and <c>training_metadata.json</c> (the epoch once more), as Keras writes them. Each file is
/// replaced as a whole, and the first is all that is read of a copy that was made here, so that weights are never taken for those of
/// another epoch. Train again with the same model, data, and seed: the epochs that are done are not repeated, and the others see the data
/// in the same order. Source: <see href="https://keras.io/api/callbacks/backup_and_restore/"/>.</remarks>
public sealed class BackupAndRestore : Callback
{
    private const string Training = "training", States = "callbacks";
    private const long MostMetadata = 1 << 20;

    private readonly string _folder;
    private readonly string _weights;
    private readonly string _metadata;
    private readonly bool _doubleCheckpoint;
    private readonly bool _deleteCheckpoint;
    private readonly StepCounter? _steps;
    private int _epoch;

    /// <summary>Keeps copies in a folder.</summary>
    /// <param name="backupFolder">The folder, of this training alone; made where it is missing.</param>
    /// <param name="saveEverySteps">After how many steps to write, 1 or more; <see langword="null"/> (the default) for after each epoch.
    /// Training goes on at the start of the epoch in which it was cut off.</param>
    /// <param name="doubleCheckpoint">Whether the copy before the last is kept as well; default false.</param>
    /// <param name="deleteCheckpoint">Whether the copies are deleted when training ends; default true.</param>
    /// <exception cref="ArgumentException">The folder is empty, or an argument is out of range.</exception>
    public BackupAndRestore(string backupFolder, int? saveEverySteps = null, bool doubleCheckpoint = false, bool deleteCheckpoint = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(backupFolder);
        (_folder, _doubleCheckpoint, _deleteCheckpoint) = (backupFolder, doubleCheckpoint, deleteCheckpoint);
        _weights = Path.Combine(backupFolder, "latest.weights.h5");
        _metadata = Path.Combine(backupFolder, "training_metadata.json");
        _steps = saveEverySteps is { } steps ? new StepCounter(nameof(saveEverySteps), steps) : null;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string>? AddedLogs => [];

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The copy is damaged, and there is none before it.</exception>
    public override void OnTrainBegin(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        _epoch = run.FirstEpoch;
        try
        {
            Restore(run, "");
        }
        catch (Exception e) when (e is IOException or InvalidDataException && File.Exists(Before(_weights)))
        {
            Restore(run, ".bkp");
        }
    }

    internal override void AfterTrainBatch(TrainingRun run, int step)
    {
        if (_steps?.IsTime(step) == true) Write(run, step);
    }

    internal override void AfterEpoch(TrainingRun run, int epoch)
    {
        _epoch = epoch + 1;
        if (_steps is null) Write(run, 0);
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingRun run)
    {
        if (!_deleteCheckpoint || !Directory.Exists(_folder)) return;
        foreach (var path in new[] { _weights, _metadata, Before(_weights), Before(_metadata) }) File.Delete(path);
        // Keras deletes the folder with all that is in it; what else may be there is not ours.
        if (!Directory.EnumerateFileSystemEntries(_folder).Any()) Directory.Delete(_folder);
    }

    private void Restore(TrainingRun run, string ending)
    {
        var path = _weights + ending;
        if (!File.Exists(path)) return;
        var file = ModelFile.Open(path);
        var root = file.Tree ?? throw Throw.NoWeights(path);
        var epoch = Epoch(root, path, ending);
        foreach (var warning in ((Model)run.Model).RestoreWeights(file).Warnings) Messages?.Report(warning.ToString());
        if (epoch is { } number) _epoch = run.FirstEpoch = number;
        run.ReadModel();
        run.Resume = () =>
        {
            foreach (var (callback, name) in Named(run.Callbacks))
                if (root.Find($"{States}/{name}") is { } state)
                    FileFaults.In(path, $"{States}/{name}", () => callback.RestoreState(run, state.Tensors.ToDictionary(tensor => tensor, tensor => state[tensor])));
        };
    }

    // Keras keeps the epoch in the other file alone.
    private int? Epoch(WeightGroup root, string path, string ending)
    {
        if (FileFaults.In(path, Training, () => root.Tensor($"{Training}/epoch")) is { } tensor)
            return FileFaults.In(path, Training, () => new Dictionary<string, TensorData> { ["epoch"] = tensor }.Count("epoch"));
        if (!File.Exists(_metadata + ending)) return null;
        var metadata = FileFaults.In(_metadata + ending, "epoch", () => KerasJson.Parse(RegularFile.Read(_metadata + ending, MostMetadata)));
        return (metadata as JsonObject)?["epoch"] is JsonValue value && value.TryGetValue(out int epoch) && epoch >= 0 ? epoch : throw Throw.BadBackup(_metadata + ending);
    }

    private void Write(TrainingRun run, int step)
    {
        Directory.CreateDirectory(_folder);
        if (_doubleCheckpoint)
            foreach (var path in new[] { _weights, _metadata }.Where(File.Exists)) AtomicFile.Write(Before(path), stream =>
            {
                using var latest = File.OpenRead(path);
                latest.CopyTo(stream);
            });
        run.UpdateModel();
        var root = WeightTree.Write((Model)run.Model);
        root.At(Training)["epoch"] = TensorData.Scalar((long)_epoch);
        root.At(Training)["batch"] = TensorData.Scalar((long)step);
        foreach (var (callback, name) in Named(run.Callbacks))
        {
            var state = new Dictionary<string, TensorData>();
            callback.SaveState(run, state);
            foreach (var (key, value) in state) root.At($"{States}/{name}")[key] = value;
        }
        AtomicFile.Write(_weights, stream => WeightsFile.Write(root, stream));
        var metadata = Encoding.UTF8.GetBytes(KerasJson.Write(new JsonObject { ["epoch"] = _epoch, ["batch"] = step }));
        AtomicFile.Write(_metadata, stream => stream.Write(metadata));
    }

    // By class, and within it by order, so that another callback among them changes nothing.
    private static IEnumerable<(Callback Callback, string Name)> Named(IReadOnlyList<Callback> callbacks) =>
        callbacks.GroupBy(callback => SnakeCase.Of(callback.GetType().Name)).SelectMany(same => same.Select((callback, i) => (callback, i == 0 ? same.Key : $"{same.Key}_{i}")));

    private static string Before(string path) => path + ".bkp";
}
