namespace Layers;

/// <summary>Saves and loads weights in files of their own, without the model: Keras's <c>.weights.h5</c>. Also loads the weights files of
/// Keras 2.</summary>
/// <remarks>Source: <see href="https://keras.io/api/models/model_saving_apis/weights_saving_and_loading/"/>.</remarks>
public static class KerasWeights
{
    extension(Model model)
    {
        /// <summary>Saves the weights, including those that layers learned with <c>Adapt</c>, and the optimizer's state if the model is
        /// compiled.</summary>
        /// <param name="path">The file, which must end in <c>.weights.h5</c>; replaced as a whole, or not at all.</param>
        /// <exception cref="ArgumentException">The name does not end in <c>.weights.h5</c>, which Keras requires.</exception>
        /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
        /// <exception cref="LayerException">A layer was not adapted.</exception>
        /// <exception cref="NotSupportedException">A layer's class is not registered; the message says how to register it.</exception>
        /// <exception cref="IOException">The file cannot be written. An existing file is unchanged.</exception>
        /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
        public void SaveWeights(string path)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentException.ThrowIfNullOrEmpty(path);
            model.RequireNotDisposed();
            model.WriteWeights(path);
        }

        /// <summary>Saves the weights for a callback, even if the model was disposed: training continues to its end, and saves.</summary>
        internal void WriteWeights(string path)
        {
            if (!path.EndsWith(".weights.h5", StringComparison.OrdinalIgnoreCase)) throw Throw.WrongWeightsExtension(path);
            if (model.Inputs.Count == 0) throw Throw.NotBuilt(model);
            model.RequireAdapted();
            WeightGroup tree;
            // The tree is a consistent snapshot, even if other threads train or adapt.
            using (WeightChanges.Together()) tree = WeightTree.Write(model);
            AtomicFile.Write(path, stream => WeightsFile.Write(tree, stream));
        }

        /// <summary>Loads the weights of a file, and the optimizer's state if the model is compiled and the file has it. Everything is
        /// checked before the first weight is set.</summary>
        /// <param name="path">A <c>.weights.h5</c>; a <c>.keras</c> archive, zipped or not, from which only the weights are read; or the
        /// <c>.h5</c> of a model or of its weights that Keras 2 wrote. Its format is recognized by its content.</param>
        /// <param name="skipMismatch">Whether a layer keeps its weights if the file has another number of weights or other shapes for it;
        /// default false: such a file is refused.</param>
        /// <param name="byName">For a <c>.h5</c> of Keras 2: whether layers are matched by name, and layers without a match keep their
        /// weights; default false: layers are matched in order.</param>
        /// <returns>The release that wrote the file, and in <see cref="LoadReport.Warnings"/> the layers that kept their weights, with the
        /// reasons.</returns>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="IOException">The file cannot be read.</exception>
        /// <exception cref="ArgumentException"><paramref name="byName"/> is true for a file that does not name layers.</exception>
        /// <exception cref="InvalidOperationException">The model does not know its input yet; or another call is changing it, or one of its
        /// layers.</exception>
        /// <exception cref="InvalidDataException">The file has no weights, is damaged, or does not fit the model, for example because it
        /// has different values for the places of a layer that the model shares. The message names layer, weight and shapes. The model is
        /// unchanged.</exception>
        public LoadReport LoadWeights(string path, bool skipMismatch = false, bool byName = false)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentException.ThrowIfNullOrEmpty(path);
            model.RequireNotDisposed();
            using var change = Changing.Begin(nameof(LoadWeights), model,
                model.Optimizer is { } known ? [.. Changing.Tree(model), known] : Changing.Tree(model));
            if (model.Inputs.Count == 0) throw Throw.NotBuilt(model);
            return model.RestoreWeights(ModelFile.Open(path), skipMismatch, byName);
        }

        /// <summary>Loads the weights for a caller that has already locked the model against other changes.</summary>
        internal LoadReport RestoreWeights(ModelFile file, bool skipMismatch = false, bool byName = false)
        {
            var path = file.Path;
            var notes = new LoadNotes { IsFromWindows = file.IsFromWindows };
            var plan = new WeightPlan(notes, skipMismatch);
            if (file.Kind is FileKind.LegacyModel or FileKind.LegacyWeights)
            {
                notes.KerasVersion = LegacyModel.KerasVersion(file.Tree!);
                notes.Entry = ModelFile.Root;
                FileFaults.In(path, notes.Entry,
                    () => LegacyWeights.Read(path, LegacyWeights.Find(file.Tree!) ?? throw Throw.NoLegacyWeights(path), model, plan,
                    byName));
                plan.Apply();
                return notes.OfWeights();
            }
            if (byName) throw Throw.NoNames(path);
            (notes.Entry, var root) = file.Kind switch
            {
                FileKind.Weights => (ModelFile.Root, file.Tree!),
                FileKind.ShardedWeights => (ShardedWeights.Entry, ShardedWeights.Read(path)),
                FileKind.Archive or FileKind.Folder => Read(file, notes),
                _ => throw Throw.NoWeights(path),
            };
            FileFaults.In(path, notes.Entry, () =>
            {
                WeightTree.Read(root, model, plan);
                WeightTree.ReadLearned(root, model, plan);
                if (model.Optimizer is { } optimizer) WeightTree.ReadOptimizer(root, model, optimizer, plan, notes);
            });
            plan.Apply();
            return notes.OfWeights();
        }
    }

    private static (string Entry, WeightGroup Root) Read(ModelFile file, LoadNotes notes)
    {
        using var entries = ModelEntries.Open(file);
        notes.KerasVersion = ArchiveMetadata.KerasVersion(entries);
        var (entry, _, tree) = ArchiveWeights.Read(entries, notes);
        return (entry, tree);
    }
}
