namespace Layers.TensorFlow;

/// <summary>Models as SavedModels of TensorFlow, written without TensorFlow.</summary>
/// <remarks>Format: <see href="https://www.tensorflow.org/guide/saved_model"/>. What is written is one file in a folder: the operators of
/// the model, with its weights as
/// constants. TensorFlow Serving, TensorFlow.NET, Keras's <c>TFSMLayer</c> and <c>tf.saved_model.load</c> open it with no code of
/// ours.</remarks>
public static class SavedModelExport
{
    private static readonly string[] s_own = ["saved_model.pb", "saved_model.pbtxt", "saved_model.cpb", "fingerprint.pb", "keras_metadata.pb", "variables", "assets", "assets.extra"];

    extension(Model model)
    {
        /// <summary>Writes <see cref="Model.ToGraph"/> as a SavedModel: raw rows in, predictions out, everything between inside, any
        /// number of rows.</summary>
        /// <remarks>The signatures <c>serving_default</c> and <c>serve</c> have the names of the graph's inputs and outputs, whatever
        /// they are, and their types: int64 stays
        /// int64. Hashing and the splitting of texts are in there too, which ONNX has no operators for. Values are not checked: an index
        /// outside of an
        /// <see cref="Embedding"/> is an error of TensorFlow's.</remarks>
        /// <param name="folder">The folder, by custom one whose name is the number of the model's version; made with those around it, and
        /// replaced as a whole, or not at all. One that exists must be empty or hold a
        /// SavedModel alone.</param>
        /// <returns>The graph that was written.</returns>
        /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
        /// <exception cref="LayerException">A layer was not adapted.</exception>
        /// <exception cref="NotSupportedException">A layer computes what TensorFlow has no operator for, as <see cref="DateParts"/> of
        /// texts; the message names it and says why. Or the weights
        /// take more than 2 GiB.</exception>
        /// <exception cref="IOException">The folder cannot be written, or holds more than a SavedModel; the old one is whole.</exception>
        /// <example><code>
        /// using Layers.TensorFlow;
        /// model.ExportSavedModel("models/mpg/1");
        /// </code></example>
        public Graph ExportSavedModel(string folder)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentException.ThrowIfNullOrEmpty(folder);
            var graph = model.ToGraph();
            byte[] bytes;
            try
            {
                bytes = SavedModelWriter.Write(graph);
            }
            catch (CannotWriteException e)
            {
                var (layer, why) = Refusals.First(model) ?? (model, e);
                throw Throw.CannotWrite(layer, why);
            }
            // Versions of a model are by custom folders in one that need not be there yet.
            ArchiveFolder.Write(folder, [("saved_model.pb", bytes)], s_own, makesFolders: true);
            return graph;
        }
    }
}
