namespace Layers.ScikitLearn;

/// <summary><c>Model.Adopt</c>: builds one model from a Python model and the files beside it.</summary>
public static class ModelAdoption
{
    extension(Model)
    {
        /// <summary>Starts building a model from a Keras model and the fitted scikit-learn objects beside it.</summary>
        /// <inheritdoc cref="Adoption(string)"/>
        /// <example><code>
        /// Adoption adoption = Model.Adopt(Path.Combine(folder, "model.keras"))
        ///     .Concatenate("scaler.pkl", "onehot_encoder.pkl")
        ///     .WithLabels("label_encoder.pkl");
        /// using Functional model = adoption.ToModel();                    // takes the raw columns, by name
        /// </code></example>
        public static Adoption Adopt(string path) => new(path);
    }
}
