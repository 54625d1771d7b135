namespace Layers.TensorFlow;

/// <summary>Writes models as SavedModels of TensorFlow, without TensorFlow.</summary>
/// <remarks>Format: <see href="https://www.tensorflow.org/guide/saved_model"/>. A SavedModel is written as one file in a folder: the
/// operators of the model, with its weights as constants. TensorFlow Serving, TensorFlow.NET, Keras's <c>TFSMLayer</c> and
/// <c>tf.saved_model.load</c> open it without code of Layers.</remarks>
public static class SavedModelExport
{
    private static readonly string[] s_own = ["saved_model.pb", "saved_model.pbtxt", "saved_model.cpb", "fingerprint.pb",
        "keras_metadata.pb", "variables", "assets", "assets.extra"];

    extension(Model model)
    {
        /// <summary>Writes <see cref="Model.ToGraph"/> as a SavedModel. The SavedModel takes any number of raw rows and returns
        /// predictions; it contains all layers.</summary>
        /// <remarks>The signatures <c>serving_default</c> and <c>serve</c> have the names and types of the graph's inputs and outputs:
        /// int64 stays int64. Hashing and the splitting of texts, for which ONNX has no operators, are included. Values are not checked: an
        /// index outside an <see cref="Embedding"/> is an error of TensorFlow.</remarks>
        /// <param name="folder">The folder; by convention its name is the number of the model's version. It is created with its parent
        /// folders, or replaced atomically. An existing folder must be empty or have only a SavedModel.</param>
        /// <returns>The graph that was written.</returns>
        /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
        /// <exception cref="LayerException">A layer was not adapted.</exception>
        /// <exception cref="NotSupportedException">TensorFlow has no operator for a layer, for example for <see cref="DateParts"/> of
        /// texts; the message names the layer and the reason. This exception is also thrown if the weights take more than 2
        /// GiB.</exception>
        /// <exception cref="IOException">The folder cannot be written, or has other files than those of a SavedModel. The old folder is
        /// unchanged.</exception>
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
            // By convention, versions of a model are folders in a parent folder, which need not exist yet.
            ArchiveFolder.Write(folder, [("saved_model.pb", bytes)], s_own, makesFolders: true);
            return graph;
        }
    }
}
