import Classification
import Languages
import LanguageServerProtocol

/// The languages of the workspace, and what they say of a text that is written there.
extension ServerLoop {
  /// What to ask of the classifier, about any text.
  var classificationOptions: ClassificationOptions {
    settings.detection.classificationOptions(prior: workspace.prior)
  }

  /// Counts the files of the workspace, away from the loop.
  func survey() {
    guard settings.detection.workspacePrior > 0 else { return }
    let number = (workspace.lastSurvey?.number ?? 0) + 1
    workspace.lastSurvey = (environment.clock.now, number)
    environment.background.submit { [post, environment, folders = client.workspaceFolders] in
      post(.surveyed(languages: folders.isEmpty ? [:] : environment.countLanguages(folders), survey: number))
    }
  }

  /// Counts them again where the last count is old.
  func surveyNowAndThen() {
    guard let last = workspace.lastSurvey, environment.clock.now - last.time >= WorkspaceLanguages.surveyInterval
    else { return }
    survey()
  }

  /// The files have been counted.
  func surveyed(_ languages: [String: Int], _ number: Int) {
    guard number == workspace.lastSurvey?.number else { return }
    workspace.files = languages
    if weighWorkspace() { lookAgain() }
  }

  /// Counts the languages that the client says its documents are in; those that it has from us are no news. True where
  /// they weigh so much else than before that everything has to be looked at again.
  func countOpenDocuments() -> Bool {
    var counts: [String: Int] = [:]
    for document in documents.all where !DocumentTraits.isPlain(document.languageID) {
      if memory[document.uri]?.hasAnnouncedLanguage == true { continue }
      let language = Languages.byEditorID(document.languageID)?.id ?? document.languageID
      counts[language, default: 0] += 1
    }
    guard counts != workspace.documents else { return false }
    workspace.documents = counts
    return weighWorkspace()
  }

  /// Weighs anew, after the setting, the files or what is open has changed; whether that changed anything.
  func weighWorkspace() -> Bool {
    if workspace.lastSurvey == nil { survey() }
    return workspace.weigh(settings.detection.workspacePrior)
  }
}
