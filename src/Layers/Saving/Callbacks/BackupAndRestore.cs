using System.Text;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A callback that keeps a backup of the training's state on disk. If training is interrupted, it resumes from the backup when it
/// is started again.</summary>
/// <remarks>The folder holds <c>latest.weights.h5</c> (weights, optimizer, the epoch to resume from, and the state of the other callbacks:
/// <see cref="Callback.SaveState"/>) and <c>training_metadata.json</c> (the epoch once more), as Keras writes them. Each file is replaced
/// as a whole. Only the first file of a backup that Layers wrote is read, so weights and epoch always match. Train again with the same
/// model, data and seed: finished epochs are not repeated, and the remaining epochs see the data in the same order. Source:
/// <see href="https://keras.io/api/callbacks/backup_and_restore/"/>.</remarks>
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

    /// <summary>Creates a callback that keeps its backups in a folder.</summary>
    /// <param name="backupFolder">The folder, used by this training only; created if missing.</param>
    /// <param name="saveEverySteps">The number of steps between two backups, 1 or more; <see langword="null"/>, the default, for a backup
    /// after each epoch. Training resumes at the start of the interrupted epoch.</param>
    /// <param name="doubleCheckpoint">Whether the previous backup is kept as well; default false.</param>
    /// <param name="deleteCheckpoint">Whether the backups are deleted when training ends; default true.</param>
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
    /// <exception cref="InvalidDataException">The backup is damaged, and there is no previous one.</exception>
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
        // Keras deletes the folder with everything in it. This callback keeps files that it did not write.
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
                    FileFaults.In(path, $"{States}/{name}",
                        () => callback.RestoreState(run, state.Tensors.ToDictionary(tensor => tensor, tensor => state[tensor])));
        };
    }

    // Keras stores the epoch only in training_metadata.json.
    private int? Epoch(WeightGroup root, string path, string ending)
    {
        if (FileFaults.In(path, Training, () => root.Tensor($"{Training}/epoch")) is { } tensor)
            return FileFaults.In(path, Training, () => new Dictionary<string, TensorData> { ["epoch"] = tensor }.Count("epoch"));
        if (!File.Exists(_metadata + ending)) return null;
        var metadata = FileFaults.In(_metadata + ending, "epoch",
            () => KerasJson.Parse(RegularFile.Read(_metadata + ending, MostMetadata)));
        return (metadata as JsonObject)?["epoch"] is JsonValue value && value.TryGetValue(out int epoch) && epoch >= 0
            ? epoch : throw Throw.BadBackup(_metadata + ending);
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

    // Callbacks are numbered within their class, so that adding a callback of another class does not change their names.
    private static IEnumerable<(Callback Callback, string Name)> Named(IReadOnlyList<Callback> callbacks) =>
        callbacks.GroupBy(callback => SnakeCase.Of(callback.GetType().Name))
            .SelectMany(same => same.Select((callback, i) => (callback, i == 0 ? same.Key : $"{same.Key}_{i}")));

    private static string Before(string path) => path + ".bkp";
}
