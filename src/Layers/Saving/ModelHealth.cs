namespace Layers;

/// <summary>Checks whether a loaded model still predicts what it predicted when it was saved.</summary>
public static class ModelHealth
{
    extension(Model model)
    {
        /// <summary>Predicts the row that the model's file stores, and compares the result with the prediction at the time of
        /// saving.</summary>
        /// <returns>The differences; <see langword="null"/> if the file has no row (<see cref="SaveOptions.HealthRow"/>). A model that was
        /// trained or changed after loading gives different predictions.</returns>
        /// <exception cref="LayerException">A layer cannot compute with the row.</exception>
        /// <example><code>
        /// using var model = Model.Load("penguins.keras");
        /// if (model.HealthCheck() is not { IsHealthy: true } report) throw new InvalidOperationException("Not to be served.");
        /// </code></example>
        public HealthReport? HealthCheck()
        {
            ArgumentNullException.ThrowIfNull(model);
            return model.KeptRow is { } kept ? HealthReport.Of(model.OutputNames, kept.Outputs, model.PredictAll([.. kept.Inputs])) : null;
        }
    }
}
