using System.Text;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Keeps a copy of the training's state on the disk, from which a training that was cut off goes on when it is started again.</summary>
/// <remarks>The folder holds <c>latest.weights.h5</c> (weights and optimizer) and <c>training_metadata.json</c> (the epoch to go on from), as Keras
/// writes them. Train again with the same model, data, and seed: the epochs that are done are not repeated, and the others see the data in the
/// same order. Source: <see href="https://keras.io/api/callbacks/backup_and_restore/"/>.</remarks>
public sealed class BackupAndRestore : Callback
{
    private readonly string _folder;
    private readonly string _weights;
    private readonly string _metadata;
    private readonly bool _doubleCheckpoint;
    private readonly bool _deleteCheckpoint;
    private readonly StepCounter? _steps;
    private int _epoch;

    /// <summary>Keeps copies in a folder.</summary>
    /// <param name="backupFolder">The folder, of this training alone; made where it is missing.</param>
    /// <param name="saveEverySteps">After how many steps to write, 1 or more; <see langword="null"/> (the default) for after each epoch. Training goes on at
    /// the start of the epoch in which it was cut off.</param>
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

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(TrainingRun run, int step)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (_steps?.IsTime(step) == true) Write(run, step);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs)
    {
        ArgumentNullException.ThrowIfNull(run);
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
        if (!File.Exists(_weights + ending)) return;
        foreach (var warning in ((Model)run.Model).RestoreWeights(_weights + ending)) Messages?.Report(warning);
        if (File.Exists(_metadata + ending))
        {
            var metadata = KerasJson.Parse(File.ReadAllText(_metadata + ending));
            _epoch = run.FirstEpoch = metadata?["epoch"] is JsonValue value && value.TryGetValue(out int epoch) ? epoch : throw Throw.BadBackup(_metadata + ending);
        }
        run.ReadModel();
    }

    private void Write(TrainingRun run, int step)
    {
        Directory.CreateDirectory(_folder);
        if (_doubleCheckpoint && File.Exists(_weights)) File.Copy(_weights, Before(_weights), overwrite: true);
        if (_doubleCheckpoint && File.Exists(_metadata)) File.Copy(_metadata, Before(_metadata), overwrite: true);
        run.UpdateModel();
        ((Model)run.Model).SaveWeights(_weights);
        var metadata = Encoding.UTF8.GetBytes(KerasJson.Write(new JsonObject { ["epoch"] = _epoch, ["batch"] = step }));
        AtomicFile.Write(_metadata, stream => stream.Write(metadata));
    }

    private static string Before(string path) => path + ".bkp";
}
